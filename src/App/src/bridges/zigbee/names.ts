import { store } from '../../live/store.ts';

/** As the home calls it; what zigbee2mqtt calls it while it is in no home. */
export const called = (one: { name: string; device?: string }): string => (one.device ? store.device(one.device)?.name : undefined) ?? one.name;
