import type { Device } from '../live/contract.ts';

/** What is the home's own and no group. */
const Others = new Set(['scene', 'alarm-system']);

export const isGroup = (device: Device): boolean => device.via === 'home' && !Others.has(device.type);
