// What a new rule begins as: empty, or about the device on whose page somebody asked for it.
import { store } from '../live/store.ts';
import type { Rule, Step, Trigger } from './document.ts';
import { firstValue, isNumber, likely, readable, writable } from './form.ts';
import { specOf } from './names.ts';

/** What senses begins it, what is switched is done by it. */
export function aboutDevice(id: string): Rule {
  const rule: Rule = { name: '', when: [], then: [] };
  const spec = specOf(id);
  if (!spec) return rule;
  if (spec.type === 'scene') return { ...rule, then: [{ kind: 'call', devices: [id], action: 'scene.run' }] };
  const sets = likely(spec, writable);
  const reads = likely(spec, readable);
  const event = spec.services.flatMap(({ events }) => events)[0];
  const now = (address: string) => store.device(id)?.values[address]?.v;
  if (sets && sets.name === 'on') return { ...rule, then: [{ kind: 'set', devices: [id], values: { [sets.address]: firstValue(sets, now(sets.address)) } } satisfies Step] };
  if (reads) {
    const value = firstValue(reads, now(reads.address));
    const trigger: Trigger = { kind: 'property', property: `${id}/${reads.address}`, ...(isNumber(reads) ? { above: Number(value) } : { becomes: value }) };
    return { ...rule, when: [trigger] };
  }
  return event ? { ...rule, when: [{ kind: 'event', device: id, event: event.address }] } : rule;
}
