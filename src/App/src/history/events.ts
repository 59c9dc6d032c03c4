// What a device told as events, to stand beside its values.
import { findEvent } from '../device/parts.ts';
import { local } from '../i18n/text.ts';
import { get, query } from '../live/api.ts';
import type { Activity } from '../live/contract.ts';
import { homePath } from '../live/session.ts';
import { store } from '../live/store.ts';

export interface Moment { at: number; text: string }

const PageSize = 100;
/** Older events than these pages hold are not marked. */
const Pages = 4;

/** Newest first, down to a time. */
export async function eventsOf(device: string, from: Date): Promise<Moment[]> {
  const known = store.device(device);
  const spec = known && store.specOf(known);
  if (!spec?.services.some((service) => service.events.length > 0)) return [];
  const found: Moment[] = [];
  let before: number | undefined;
  for (let page = 0; page < Pages; page++) {
    const answer = await get<{ items: Activity[]; next?: number }>(homePath(`/activity${query({ device, kind: 'event', before, limit: PageSize })}`));
    for (const item of answer.items) found.push({ at: Date.parse(item.at), text: local(findEvent(spec, item.subject ?? '')?.title) || item.subject || '' });
    before = answer.next;
    if (before === undefined || before === null || (found.at(-1)?.at ?? 0) < from.getTime()) break;
  }
  return found;
}
