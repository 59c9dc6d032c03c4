import { post, type CallOptions } from '../live/api.ts';
import { homePath } from '../live/session.ts';

/** Asks something of a bridge itself: permit-join, adopt, ... What it answers is its kind's own. */
export const doWith = <T>(bridge: string, deed: string, what: object = {}, options?: CallOptions): Promise<T> => post<T>(homePath(`/bridges/${bridge}/deeds/${deed}`), what, options);
