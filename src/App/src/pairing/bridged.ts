import type { Device } from '../live/contract.ts';

/** Ways to devices that are no bridges: those that speak for themselves, and the home's own. */
const Own = new Set(['native', 'simulated', 'home']);

export const isBridged = (device: Device): boolean => !Own.has(device.via);
