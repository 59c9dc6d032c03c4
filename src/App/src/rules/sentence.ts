// A rule in one plain sentence: when this happens, only if that is so, then this. The words are in i18n/*/rules.ts.
import { local, locale, t, textOf } from '../i18n/text.ts';
import type { Scalar } from '../live/contract.ts';
import { findAction, findEvent, findProperty } from '../device/parts.ts';
import { calendarName } from './calendars.ts';
import { isExpression, refOf, weekdays, type Condition, type Days, type Rule, type Step, type Trigger, type Values } from './document.ts';
import { deviceName, inSentence, listOf, personName, propertyOf, ruleName, ruleValue, specOf, thingName, titleOf, toldName } from './names.ts';
import { clockOf, secondsOf, spanText } from './spans.ts';

export function sentence(rule: Rule): string {
  const then = stepsText(rule.then) || '…';
  const when = rule.when.map(triggerText);
  const only = joined(rule.if ?? [], 'and');
  if (when.length === 0) return t('rules.byHand', { then });
  const slots = { when: listOf(when, 'disjunction'), only, then };
  return only ? t('rules.sentenceIf', slots) : t('rules.sentence', slots);
}

/** Only if: the conditions as one clause; empty for none. */
export const conditionsText = (conditions: Condition[]): string => joined(conditions, 'and');

export function stepsText(steps: Step[]): string {
  return steps.map(stepText).reduce((first, next) => (first ? t('rules.andThen', { first, next }) : next), '');
}

/** An English day of a date that is one: 2024-01-01 was a Monday. */
export const dayName = (day: string, width: 'short' | 'long' = 'short'): string =>
  new Intl.DateTimeFormat(locale(), { weekday: width, timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + Math.max(0, weekdays.findIndex((one) => one === day))));

/** 24 December 2026; 24 December every year where the year is left out. What is no date is said as it is. */
export function dateName(date: string): string {
  const yearly = date.length === 5;
  const at = Date.parse(`${yearly ? `2024-${date}` : date}T00:00:00Z`);
  if (Number.isNaN(at)) return date;
  const text = new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'long', timeZone: 'UTC', ...(yearly ? {} : { year: 'numeric' }) }).format(at);
  return yearly ? t('days.everyYear', { date: text }) : text;
}

function daysText({ weekdays: days, dates, calendar, on }: Days): string {
  const parts: string[] = [];
  if (days) {
    const key = weekdays.filter((day) => days.includes(day)).join();
    parts.push(key === 'mon,tue,wed,thu,fri' ? t('rules.weekdays') : key === 'sat,sun' ? t('rules.weekends') : listOf(weekdays.filter((day) => days.includes(day)).map((day) => dayName(day))));
  }
  if (dates) parts.push(listOf(dates.map(dateName), 'disjunction'));
  if (calendar) parts.push(t(`rules.days.${on ?? 'workday'}`, { calendar: calendarName(calendar) }));
  return parts.reduce((first, next) => (first ? t('days.also', { first, next }) : next), '');
}

const onDays = (what: string, days: Days | undefined): string => (days && daysText(days) ? t('rules.on', { what, days: daysText(days) }) : what);
const lasting = (what: string, span: string | undefined): string => (span ? t('rules.for', { what, span: spanText(span) }) : what);

/** A phrase made for a truth of this name (it opens, it is dry), else the plain one. */
function phrase(form: 'becomes' | 'is' | 'sets', ref: string, value: Scalar | undefined): string {
  const { device, address } = refOf(ref);
  const property = propertyOf(ref);
  const thing = thingName(device, address);
  const known = typeof value === 'boolean' ? textOf(`rules.${form}.${property?.name ?? address.split('.').at(-1)}.${value}`) : undefined;
  if (known) return known.replace('{thing}', () => thing);
  return t(`rules.${form}`, { thing: t('rules.thing', { device: thing, property: titleOf(property, address) }), value: ruleValue(property, value) });
}

function bounds(form: 'goes' | 'stays', ref: string, above: number | undefined, below: number | undefined): string {
  const { device, address } = refOf(ref);
  const property = propertyOf(ref);
  const thing = t('rules.thing', { device: thingName(device, address), property: titleOf(property, address) });
  const [low, high] = [ruleValue(property, above), ruleValue(property, below)];
  if (above !== undefined && below !== undefined) return t(`rules.${form}.between`, { thing, low, high });
  return above !== undefined ? t(`rules.${form}.above`, { thing, value: low }) : t(`rules.${form}.below`, { thing, value: high });
}

export function triggerText(trigger: Trigger): string {
  switch (trigger.kind) {
    case 'property': {
      const { property, becomes, above, below } = trigger;
      if (becomes !== undefined) return lasting(phrase('becomes', property, becomes), trigger.for);
      if (above !== undefined || below !== undefined) return lasting(bounds('goes', property, above, below), trigger.for);
      const { device, address } = refOf(property);
      return t('rules.changes', { thing: t('rules.thing', { device: thingName(device, address), property: titleOf(propertyOf(property), address) }) });
    }
    case 'event': {
      const event = inSentence(local(findEvent(specOf(trigger.device), trigger.event)?.title) || trigger.event || '…');
      const args = valuesText(trigger.device, trigger.event, trigger.arguments);
      return t('rules.event', { thing: thingName(trigger.device, trigger.event), event: args ? `${event} (${args})` : event });
    }
    case 'device':
      return lasting(t(`rules.goes.${trigger.goes}`, { thing: deviceName(trigger.device) }), trigger.for);
    case 'time':
      return onDays(t('rules.at', { time: trigger.at ? clockOf(trigger.at) : '…' }), trigger.days);
    case 'sun': {
      const offset = secondsOf(trigger.offset) ?? 0;
      const what = offset === 0 ? t(`rules.${trigger.event}`) : t(`rules.${trigger.event}.${offset < 0 ? 'before' : 'after'}`, { span: spanText(offset) });
      return onDays(what, trigger.days);
    }
    case 'interval':
      return onDays(t('rules.every', { span: spanText(trigger.every) }), trigger.days);
    case 'person':
      return t(`rules.person.${trigger.does}`, { who: trigger.person ? personName(trigger.person) : t('rules.somebody') });
    case 'mode':
      if (trigger.to) return trigger.from ? t('rules.mode.fromTo', { from: t(`mode.${trigger.from}`), to: t(`mode.${trigger.to}`) }) : t('rules.mode.to', { to: t(`mode.${trigger.to}`) });
      return trigger.from ? t('rules.mode.from', { from: t(`mode.${trigger.from}`) }) : t('rules.mode.any');
    case 'webhook':
      return t('rules.hook', { name: trigger.name || '…' });
    default:
      return '…';
  }
}

const joined = (conditions: Condition[], how: 'and' | 'or'): string => {
  const parts = conditions.map((condition) => (conditions.length > 1 && 'of' in condition && condition.of.length > 1 ? t('rules.group', { what: conditionText(condition) }) : conditionText(condition)));
  return parts.reduce((first, next) => (first ? t(`rules.${how}`, { first, next }) : next), '');
};

export function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case 'all':
      return joined(condition.of, 'and') || '…';
    case 'any':
      return joined(condition.of, 'or') || '…';
    case 'not':
      return t('rules.not', { what: joined(condition.of, 'or') || '…' });
    case 'property':
      return condition.above !== undefined || condition.below !== undefined ? bounds('stays', condition.property, condition.above, condition.below) : phrase('is', condition.property, condition.is);
    case 'device':
      return t(`rules.is.${condition.is}`, { thing: deviceName(condition.device) });
    case 'time': {
      const { after, before, days } = condition;
      if (!after && !before) return t('rules.dayIs', { days: days ? daysText(days) : '…' });
      const what = after && before ? t('rules.time.between', { after: clockOf(after), before: clockOf(before) })
        : after ? t('rules.time.after', { after: clockOf(after) }) : t('rules.time.before', { before: clockOf(before!) });
      return onDays(what, days);
    }
    case 'sun':
      return t(`rules.sun.${condition.is}`);
    case 'person':
      return condition.person ? t(`rules.person.${condition.is}`, { who: personName(condition.person) }) : t(`rules.people.${condition.is}`);
    case 'mode':
      return t('rules.mode.is', { modes: listOf(condition.is.map((mode) => t(`mode.${mode}`)), 'disjunction') || '…' });
    case 'rule':
      return t(`rules.rule.${condition.is}`, { name: ruleName(condition.rule) });
    case 'expression':
      return t('rules.holds', { that: condition.that || '…' });
    default:
      return '…';
  }
}

/** Brightness 40 %, mode night. */
function valuesText(device: string, address: string, values: Values | undefined, leaveOut?: string): string {
  const service = address.slice(0, address.lastIndexOf('.') + 1);
  return listOf(Object.entries(values ?? {}).filter(([name]) => name !== leaveOut).map(([name, value]) => {
    const property = findProperty(specOf(device), name.includes('.') ? name : service + name);
    return t('rules.valueOf', { name: titleOf(property, name), value: ruleValue(property, value) });
  }));
}

function setText({ devices, values }: { devices: string[]; values: Values }): string {
  const first = devices[0] ?? '';
  const addresses = Object.keys(values);
  const things = (address: string): string => listOf(devices.map((device) => thingName(device, address))) || '…';
  const truth = addresses.find((address) => typeof values[address] === 'boolean' && textOf(`rules.sets.${address.split('.').at(-1)}.${values[address]}`));
  if (truth) {
    const what = textOf(`rules.sets.${truth.split('.').at(-1)}.${values[truth]}`)!.replace('{thing}', () => things(truth));
    const rest = valuesText(first, truth, values, truth);
    return rest ? t('rules.with', { what, values: rest }) : what;
  }
  if (addresses.length === 0) return t('rules.sets', { thing: things(''), value: '…' });
  return listOf(addresses.map((address) => {
    const property = findProperty(specOf(first), address);
    return t('rules.sets', { thing: t('rules.thing', { device: things(address), property: titleOf(property, address) }), value: ruleValue(property, values[address]) });
  }));
}

export function stepText(step: Step): string {
  switch (step.kind) {
    case 'set':
      return setText(step);
    case 'call': {
      const thing = listOf(step.devices.map(deviceName)) || '…';
      if (step.action === 'scene.run') return t('rules.runs', { thing });
      const action = inSentence(local(findAction(specOf(step.devices[0] ?? ''), step.action)?.title) || step.action || '…');
      const what = t('rules.calls', { thing, action });
      const args = valuesText(step.devices[0] ?? '', step.action, step.in);
      return args ? t('rules.with', { what, values: args }) : what;
    }
    case 'delay':
      return t('rules.delay', { span: spanText(step.for) });
    case 'wait': {
      const what = conditionsText(step.until) || '…';
      return step.atMost ? t('rules.waitAtMost', { what, span: spanText(step.atMost) }) : t('rules.wait', { what });
    }
    case 'repeat': {
      const what = stepsText(step.do) || '…';
      if (step.while) return t('rules.while', { what, condition: conditionsText(step.while) || '…' });
      return step.until ? t('rules.until', { what, condition: conditionsText(step.until) || '…' }) : t('rules.times', { what, n: step.times ?? 1 });
    }
    case 'choose': {
      const slots = { condition: conditionsText(step.if) || '…', then: stepsText(step.then) || '…', other: stepsText(step.else ?? []) };
      return slots.other ? t('rules.chooseElse', slots) : t('rules.choose', slots);
    }
    case 'let':
      return t('rules.let', { values: listOf(Object.entries(step.values).map(([name, value]) => (isExpression(value) ? `${name} ${value}` : `${name} = ${value}`))) || '…' });
    case 'mode':
      return t('rules.mode.set', { to: t(`mode.${step.to}`) });
    case 'notify':
      return t('rules.notify', { who: step.to?.length ? listOf(step.to.map(toldName)) : t('rules.told.adult'), title: (step.title || '…').replace(/{[^}]*}/g, '…') });
    case 'webhook':
      return t('rules.callsOut', { host: URL.parse(step.url)?.host ?? (step.url || '…') });
    case 'rule':
      return t(`rules.rule.${step.does}`, { name: ruleName(step.rule) });
    case 'stop':
      return t('rules.stop');
    default:
      return '…';
  }
}
