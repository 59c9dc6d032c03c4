// What becomes of a rule's document when a device that it names goes: another takes its place, or the parts that need it are left out.
import { findAction, findEvent, findProperty } from '../device/parts.ts';
import type { Spec } from '../live/contract.ts';
import { refOf, type Condition, type Part, type Problem, type Rule, type Step, type Trigger } from './document.ts';

/** What people wrote for people names no device. */
const words = new Set(['name', 'note']);

const among = (id: string): string => `[${id}/`;

/** Each text of a document through a function, which is told in which field it stands. */
function mapped(value: unknown, field: string, to: (text: string, field: string) => string): unknown {
  if (typeof value === 'string') return words.has(field) ? value : to(value, field);
  if (Array.isArray(value)) return value.map((one) => mapped(one, field, to));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, mapped(one, name, to)]));
}

/** The same rule about another device. */
export const replaced = (rule: Rule, from: string, to: string): Rule => mapped(rule, '', (text, field) => {
  if (field === 'device' || field === 'devices') return text === from ? to : text;
  if (field === 'property') return refOf(text).device === from ? `${to}/${refOf(text).address}` : text;
  return text.replaceAll(among(from), among(to));
}) as Rule;

/** Ids of devices that stand anywhere in a part of a document. */
export function namedIn(value: unknown): Set<string> {
  const found = new Set<string>();
  mapped(value, '', (text, field) => {
    if (field === 'device' || field === 'devices') found.add(text);
    else if (field === 'property') found.add(refOf(text).device);
    for (const [, id] of text.matchAll(/\[([^\]/\s]+)\//g)) found.add(id!);
    return text;
  });
  return found;
}

/** Whether a rule is about a person, or tells them something. */
export function names(rule: Rule, person: string): boolean {
  let found = false;
  mapped(rule, '', (text, field) => {
    if (text === person && (field === 'person' || field === 'to')) found = true;
    return text;
  });
  return found;
}

/** A rule in which what the server proposes has taken the place of the device that is gone; undefined where nothing of it is. */
export function mended(rule: Rule, { path, proposal }: Problem, isHere: (id: string) => boolean): Rule | undefined {
  let [at, part]: unknown[] = [rule, rule];
  for (const step of path.split('.')) {
    at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[step] : undefined;
    if (typeof at === 'object' && at !== null && !Array.isArray(at)) part = at;
  }
  const gone = proposal ? [...namedIn(part)].find((id) => !isHere(id)) : undefined;
  return gone && proposal ? replaced(rule, gone, proposal) : undefined;
}

/** What a rule asks of a device: addresses of its properties, actions and events. */
export function asksOf(rule: Rule, id: string): Set<string> {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null) {
      const part = value as Record<string, unknown>;
      if (part['device'] === id && typeof part['event'] === 'string') found.add(part['event']);
      if (Array.isArray(part['devices']) && part['devices'].includes(id)) {
        if (typeof part['action'] === 'string') found.add(part['action']);
        for (const address of Object.keys(part['values'] ?? {})) found.add(address);
      }
      Object.values(part).forEach(walk);
    }
  };
  walk(rule);
  mapped(rule, '', (text, field) => {
    if (field === 'property' && refOf(text).device === id) found.add(refOf(text).address);
    for (const [, address] of text.matchAll(new RegExp(`\\[${id}/([^\\]]+)\\]`, 'g'))) found.add(address!);
    return text;
  });
  return found;
}

/** Whether a device of this spec could take the place of one of which so much is asked. */
export const canStandIn = (spec: Spec | undefined, asked: Set<string>): boolean =>
  spec !== undefined && [...asked].every((address) => findProperty(spec, address) ?? findAction(spec, address) ?? findEvent(spec, address));

/**
 * The rule without every part that needs the device; undefined when nothing would be left to do, or nothing to start it that did before.
 * A condition that goes lets the rule act more often: whoever offers this shows what it then says.
 */
export function without(rule: Rule, id: string): Rule | undefined {
  const keeps = <P extends Part>(part: P): P[] => (namedIn(part).has(id) ? [] : [part]);
  const conditions = (list: Condition[]): Condition[] => list.flatMap((part): Condition[] => {
    if (!('of' in part)) return keeps(part);
    const of = conditions(part.of);
    return of.length > 0 ? [{ ...part, of }] : [];
  });
  const steps = (list: Step[]): Step[] => list.flatMap((part): Step[] => {
    switch (part.kind) {
      case 'set':
      case 'call': {
        const devices = part.devices.filter((one) => one !== id);
        return devices.length > 0 ? keeps({ ...part, devices }) : [];
      }
      case 'notify': {
        const { device, ...rest } = part;
        return keeps(device === id ? rest : part);
      }
      case 'wait': {
        const until = conditions(part.until);
        return until.length > 0 ? [{ ...part, until }] : [];
      }
      case 'choose': {
        const [test, then, other] = [conditions(part.if), steps(part.then), steps(part.else ?? [])];
        const { else: _, ...rest } = part;
        return test.length > 0 && then.length > 0 ? [{ ...rest, if: test, then, ...(other.length > 0 ? { else: other } : {}) }] : [];
      }
      case 'repeat': {
        const [inner, loop] = [steps(part.do), conditions(part.while ?? part.until ?? [])];
        const test = part.while ? { while: loop } : part.until ? { until: loop } : {};
        return inner.length > 0 && (part.times !== undefined || loop.length > 0) ? [{ ...part, do: inner, ...test }] : [];
      }
      default:
        return keeps(part);
    }
  });
  const { if: only, ...rest } = rule;
  const [when, asks, then] = [rule.when.flatMap((part: Trigger) => keeps(part)), conditions(only ?? []), steps(rule.then)];
  if (then.length === 0 || (when.length === 0 && rule.when.length > 0)) return undefined;
  const kept = { ...rest, when, then, ...(asks.length > 0 ? { if: asks } : {}) };
  return namedIn(kept).has(id) ? undefined : kept;
}
