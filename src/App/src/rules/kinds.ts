// The kinds of cards that the editor offers, each with its drawing and how it begins; what it is called and what it does is in i18n/*/rules-editor.ts.
import type { Mode } from '../live/contract.ts';
import type { Condition, Part, Rule, Step, Trigger } from './document.ts';

export type Sort = 'when' | 'if' | 'then';
export interface Kind<P extends Part = Part> { id: string; icon: string; begin: () => P }

const kind = <P extends Part>(id: string, icon: string, begin: () => P): Kind<P> => ({ id, icon, begin });
const night: Mode = 'night';

const triggers: Kind<Trigger>[] = [
  kind('property', 'device', () => ({ kind: 'property', property: '' })),
  kind('event', 'button', () => ({ kind: 'event', device: '', event: '' })),
  kind('time', 'alarm-clock', () => ({ kind: 'time', at: '07:00' })),
  kind('sun', 'sun', () => ({ kind: 'sun', event: 'sunset' })),
  kind('person', 'person', () => ({ kind: 'person', does: 'firstComes' })),
  kind('mode', 'home', () => ({ kind: 'mode', to: night })),
  kind('interval', 'countdown', () => ({ kind: 'interval', every: '00:15:00' })),
  kind('device', 'offline', () => ({ kind: 'device', device: '', goes: 'offline', for: '00:05:00' })),
  kind('webhook', 'link', () => ({ kind: 'webhook', name: '' })),
];

const conditions: Kind<Condition>[] = [
  kind('property', 'device', () => ({ kind: 'property', property: '' })),
  kind('time', 'alarm-clock', () => ({ kind: 'time', after: '22:00', before: '06:00' })),
  kind('mode', 'home', () => ({ kind: 'mode', is: ['home'] })),
  kind('person', 'person', () => ({ kind: 'person', is: 'home' })),
  kind('sun', 'sun', () => ({ kind: 'sun', is: 'down' })),
  kind('any', 'rule', () => ({ kind: 'any', of: [] })),
  kind('not', 'close', () => ({ kind: 'not', of: [] })),
  kind('all', 'check', () => ({ kind: 'all', of: [] })),
  kind('device', 'offline', () => ({ kind: 'device', device: '', is: 'online' })),
  kind('rule', 'rule', () => ({ kind: 'rule', rule: '', is: 'enabled' })),
  kind('expression', 'edit', () => ({ kind: 'expression', that: '' })),
];

const steps: Kind<Step>[] = [
  kind('set', 'bulb', () => ({ kind: 'set', devices: [], values: {} })),
  kind('scene', 'scene', () => ({ kind: 'call', devices: [], action: 'scene.run' })),
  kind('call', 'media', () => ({ kind: 'call', devices: [], action: '' })),
  kind('delay', 'countdown', () => ({ kind: 'delay', for: '00:02:00' })),
  kind('wait', 'pause', () => ({ kind: 'wait', until: [], atMost: '00:30:00' })),
  kind('notify', 'bell', () => ({ kind: 'notify', title: '' })),
  kind('mode', 'home', () => ({ kind: 'mode', to: night })),
  kind('webhook', 'link', () => ({ kind: 'webhook', url: '' })),
  kind('choose', 'rule', () => ({ kind: 'choose', if: [], then: [] })),
  kind('repeat', 'retry', () => ({ kind: 'repeat', times: 3, do: [] })),
  kind('rule', 'switch', () => ({ kind: 'rule', rule: '', does: 'disable' })),
  kind('let', 'edit', () => ({ kind: 'let', values: {} })),
  kind('stop', 'stop', () => ({ kind: 'stop' })),
];

export const kindsOf: Record<Sort, Kind[]> = { when: triggers, if: conditions, then: steps };

/** A scene is called like any device, and has a card of its own. */
export const kindOf = (part: Part): string => (part.kind === 'call' && part.action === 'scene.run' ? 'scene' : part.kind);

export const iconOf = (sort: Sort, part: Part): string => kindsOf[sort].find(({ id }) => id === kindOf(part))?.icon ?? 'device';

/** Lists within a part, by the name of their field. */
const inner: Record<string, Sort> = { of: 'if', until: 'if', while: 'if', if: 'if', do: 'then', then: 'then', else: 'then' };

/** What still has to be chosen, as problems with the code of what is missing; the server need not be asked for these. */
export function missingIn(rule: Rule): { path: string; code: string }[] {
  const found: { path: string; code: string }[] = [];
  const want = (is: unknown, path: string, code: string): void => {
    if (!is) found.push({ path, code: `choose.${code}` });
  };
  const walk = (parts: Part[], path: string, sort: Sort): void => parts.forEach((part, place) => {
    const at = `${path}.${place}`;
    const fields = part as unknown as Record<string, unknown>;
    if ('property' in part) want(part.property.includes('/') && !part.property.endsWith('/'), at, part.property ? 'property' : 'device');
    if ('device' in part && part.kind !== 'notify') want(part.device, at, 'device');
    if (part.kind === 'event') want(!part.device || part.event, at, 'event');
    if ('devices' in part) want(part.devices.length, at, part.kind === 'call' && part.action === 'scene.run' ? 'scene' : 'device');
    if (part.kind === 'set') want(part.devices.length === 0 || Object.keys(part.values).length, at, 'property');
    if (part.kind === 'call') want(part.devices.length === 0 || part.action, at, 'action');
    if ('rule' in part) want(part.rule, at, 'rule');
    if (part.kind === 'notify') want(part.title.trim(), at, 'title');
    if (part.kind === 'webhook') 'url' in part ? want(part.url, at, 'url') : want(part.name, at, 'hook');
    if (part.kind === 'expression') want(part.that.trim(), at, 'expression');
    if (sort === 'if' && part.kind === 'mode' && 'is' in part) want(part.is.length, at, 'mode');
    for (const [name, of] of Object.entries(inner)) {
      const list = fields[name];
      if (!Array.isArray(list)) continue;
      if (name !== 'else') want(list.length, at, of === 'if' ? 'condition' : 'step');
      walk(list as Part[], `${at}.${name}`, of);
    }
  });
  want(rule.name.trim(), 'name', 'name');
  walk(rule.when, 'when', 'when');
  walk(rule.if ?? [], 'if', 'if');
  walk(rule.then, 'then', 'then');
  want(rule.then.length, 'then', 'step');
  return found;
}

/** Those of a card itself: what is within its lists is shown by the cards there. */
export const isOwn = (path: string, of: string): boolean =>
  path === of || (path.startsWith(`${of}.`) && !/^(of|until|while|if|do|then|else)\.\d/.test(path.slice(of.length + 1)));
