// A scene is a device of the home's own, so that rules, voice and clouds need nothing special. To people it is no thing that stands in a room.
import { inOrder } from '../live/arrangement.ts';
import type { Device } from '../live/contract.ts';
import { store } from '../live/store.ts';

export const Run = 'scene.run', Undo = 'scene.undo', Set = 'scene.set', Ran = 'scene.ran';

export const isScene = (device: Device): boolean => device.type === 'scene' && device.via === 'home';

/** Every device that is a thing. */
export const things = (): Device[] => [...store.devices.values()].filter((device) => !isScene(device));

/** The scenes, in the order of who looks; of one room, if it is named. */
export const scenesOf = (room = ''): Device[] => inOrder([...store.devices.values()].filter((device) => isScene(device) && (!room || device.room === room)));

/** The home is as the scene sets it. */
export const isSet = (scene: Device): boolean => scene.values[Set]?.v === true;
