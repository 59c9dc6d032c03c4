import type { Bridge } from '../live/contract.ts';

/** Where a bridge's program connects. */
export const addressOf = (bridge: Bridge): string => `mqtt://${bridge.mqtt?.host ?? location.hostname}:${bridge.mqtt?.port ?? 1883}`;
