// What a scene is made of, as the server says it.
import type { Device, Scalar, Spec } from '../live/contract.ts';
import { store } from '../live/store.ts';

export type Values = Record<string, Scalar>;
/** With `call`, the values are the action's arguments by name. */
export interface Step { device: string; values?: Values; call?: string; transitionMs?: number }
export interface Difference { device: string; address: string; wanted: Scalar; now?: Scalar }
export interface SceneView { id: string; name: string; room?: string; icon?: string; order: number; steps: Step[]; isSet: boolean; differences: Difference[] }

export const specOf = (id: string): Spec | undefined => {
  const device = store.device(id);
  return device && store.specOf(device);
};

/** By room in the order given: the home's rooms, then what stands in none. */
export function byRoom<T extends { device: string }>(list: readonly T[], rooms: readonly { id: string; name: string }[], nowhere: string): { id: string; name: string; parts: T[] }[] {
  const roomOf = (id: string): string => store.room(store.device(id)?.room)?.id ?? '';
  return [...rooms, { id: '', name: nowhere }].map(({ id, name }) => ({ id, name, parts: list.filter((one) => roomOf(one.device) === id) })).filter(({ parts }) => parts.length > 0);
}

export const nameOf = (device: Device | undefined, id: string): string => device?.name ?? id;
