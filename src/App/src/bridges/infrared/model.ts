// What the infrared bridge tells of itself, and what its deeds answer.
import type { Bridge } from '../../live/contract.ts';
import { textOf } from '../../i18n/text.ts';

export interface Learning { listening: boolean; until: string; code?: string; carrier?: number; times?: number; milliseconds?: number; why?: string }
export interface Blaster { id: string; kind: 'zigbee' | 'tasmota' | 'esphome'; name: string; where: string; online: boolean; learning?: Learning }
export interface States { count: number; modes: string[]; speeds: string[]; swings: string[]; min?: number; max?: number; off?: string; first?: string }
export interface Remote { id: string; device?: string; name: string; type: string; blaster: string; online: boolean; why?: string; on?: boolean | null; buttons: string[]; states?: States }
export interface CodeSet {
  format: string; name?: string; type: string; buttons: { name: string; code?: string }[]; states?: States; lost: number; losses: { where: string; why: string }[]; remote?: string; device?: string;
}

export const detailsOf = (bridge: Bridge): { blasters: Blaster[]; remotes: Remote[]; types: string[] } => {
  const { blasters = [], remotes = [], types = [] } = (bridge.details ?? {}) as { blasters?: Blaster[]; remotes?: Remote[]; types?: string[] };
  return { blasters, remotes, types };
};

export const typeText = (type: string): string => textOf(`infrared.type.${type}`) ?? type;

/** What a set can do, in a line. */
export const rangeOf = (states: States): string =>
  [states.modes.join(', '), states.speeds.join(', '), states.swings.join(', '), states.min === undefined ? '' : `${states.min} – ${states.max} °C`].filter(Boolean).join(' · ');
