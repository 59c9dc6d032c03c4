// The holiday calendars that rules may name: asked for once, when a sentence or a form first needs them.
import { local } from '../i18n/text.ts';
import { get } from '../live/api.ts';
import type { LocalText } from '../live/contract.ts';
import { tell } from '../live/watch.ts';

export interface Calendar { id: string; name: LocalText; source: string }

let known: Calendar[] | undefined;
let asked: Promise<void> | undefined;

export function calendars(): Calendar[] {
  asked ??= get<Calendar[]>('/calendars').then((found) => {
    known = found;
    tell('rules');
  }, () => {
    asked = undefined;
  });
  return known ?? [];
}

export function calendarName(id: string): string {
  const found = calendars().find((calendar) => calendar.id === id);
  return found ? local(found.name) : id;
}

/** The one that a new choice begins with: that of the region whose language somebody reads, else the first. */
export function likelyCalendar(): string | undefined {
  const regions = navigator.languages.map((tag) => new Intl.Locale(tag).region?.toLowerCase()).filter((region) => region !== undefined);
  const all = calendars();
  return (regions.map((region) => all.find(({ id }) => id === region || id.startsWith(`${region}-`))).find((calendar) => calendar !== undefined) ?? all[0])?.id;
}
