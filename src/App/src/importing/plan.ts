// What another system's home would become here, as the server says it; docs/import.md.
import type { LocalText } from '../live/contract.ts';

export interface Loss { kind: string; name: string; code: string; text: LocalText }
export interface PlannedRoom { id: string; name: string; floor?: string }
export interface PlannedDevice { key: string; name: string; room?: string; knownAs: string[]; device?: string; nameNow?: string; roomNow?: string }
export interface PlannedScene { id: string; name: string; steps: unknown[] }
export interface PlannedRule { key: string; rule: { name: string }; enabled: boolean; isWhole: boolean }
export interface Plan { format: string; rooms: PlannedRoom[]; devices: PlannedDevice[]; scenes: PlannedScene[]; rules: PlannedRule[]; losses: Loss[]; seen: Record<Part, number> }
export interface Receipt { parts: { part: Part; done: number; code?: string; detail?: string }[]; rooms: string[]; renamed: unknown[]; expected: string[]; scenes: string[]; rules: string[] }
export interface Undone { done: number; kept: string[] }
export interface Expected { id: string; name: string; room?: string }

export type Part = 'rooms' | 'devices' | 'scenes' | 'rules';
export const parts: readonly Part[] = ['rooms', 'devices', 'scenes', 'rules'];

/** What a thing of a plan is chosen by. */
export const keyOf = (part: Part, thing: { id?: string; key?: string }): string => `${part} ${thing.id ?? thing.key ?? ''}`;

/** The plan without what was not chosen; a room that is not made is no room of a device. */
export function chosenOf(plan: Plan, left: ReadonlySet<string>): Plan {
  const rooms = plan.rooms.filter((room) => !left.has(keyOf('rooms', room)));
  const lost = new Set(plan.rooms.filter((room) => left.has(keyOf('rooms', room))).map((room) => room.id));
  const placed = <T extends { room?: string }>(thing: T): T => (thing.room && lost.has(thing.room) ? { ...thing, room: undefined } : thing);
  return {
    ...plan, rooms, losses: [],
    devices: plan.devices.filter((device) => !left.has(keyOf('devices', device))).map(placed),
    scenes: plan.scenes.filter((scene) => !left.has(keyOf('scenes', scene))).map((scene) => placed(scene as PlannedScene & { room?: string })),
    rules: plan.rules.filter((rule) => !left.has(keyOf('rules', rule))),
  };
}
