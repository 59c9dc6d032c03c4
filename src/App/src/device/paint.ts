// The kinds of look a tile can have, and how a device's values make one. Which service has which kind stands in looks.ts.
import { number, valueText, withUnit } from '../i18n/format.ts';
import { t } from '../i18n/text.ts';
import type { Device, Property, Scalar, Service, Spec } from '../live/contract.ts';
import { shown } from '../live/commands.ts';
import { anyPart, canRead, canWrite, part, switches } from './parts.ts';

export type Tone = 'light' | 'warm' | 'cool' | 'safe' | 'alert' | 'power' | 'accent';
export type Category = 'lights' | 'climate' | 'security' | 'energy' | 'other';

export interface Look {
  icon: string; tone: Tone; category: Category;
  /** Lit up: it is on, open, alarmed. */
  active: boolean;
  /** The state in words: "On · 40 %". */
  words: string;
  /** What a tap sets; nothing for what can only be looked at. */
  tap?: Record<string, Scalar>;
  /** The action that a tap runs, where there is nothing to set. */
  run?: string;
  /** An address whose value the words are about, for age and quality. */
  about?: string;
}

export interface Subject { device: Device; spec: Spec; service: Service }
export type Paint = (subject: Subject) => Omit<Look, 'icon' | 'category'> & { icon?: string };

const value = (device: Device, property: Property | undefined): Scalar | undefined => (property ? shown(device.id, property.address) : undefined);
const text = ({ device }: Subject, property: Property | undefined): string => valueText(property, value(device, property));
const join = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join(' · ');
export const degrees = (celsius: number): string => `${number(celsius, 1)}°`;

/** Anything that is on or off, with a level in words when it is on. */
export function power(subject: Subject, tone: Tone, detail?: (subject: Subject) => string | undefined): ReturnType<Paint> {
  const property = part(subject.service, 'on') ?? anyPart(subject.spec, 'on');
  if (!property) return glance(subject, tone);
  const on = value(subject.device, property);
  return {
    tone, active: on === true, about: property.address,
    words: on === undefined ? t('value.unknown') : on ? join(t('value.on'), detail?.(subject)) : t('value.off'),
    tap: canWrite(property) ? { [property.address]: on !== true } : undefined,
  };
}

/** The first one or two readings worth a look. */
export function glance(subject: Subject, tone: Tone, ...names: string[]): ReturnType<Paint> {
  const wanted = names.map((name) => anyPart(subject.spec, name)).filter((property) => property !== undefined);
  const list = wanted.length > 0 ? wanted : subject.service.properties.filter(canRead).slice(0, 1);
  const known = list.filter((property) => value(subject.device, property) !== undefined).slice(0, 2);
  return { tone, active: false, about: (known[0] ?? list[0])?.address, words: known.length > 0 ? join(...known.map((property) => text(subject, property))) : t('value.unknown') };
}

/** The one reading of several that is worth most. */
export const best = (tone: Tone, ...names: string[]): Paint => (subject) => {
  const found = names.map((name) => anyPart(subject.spec, name)).find((property) => property && value(subject.device, property) !== undefined);
  return glance(subject, tone, ...(found ? [found.name] : names));
};

/** A sensor that is calm or not: its words, and the alarm colour when it is not. */
export function alarm(subject: Subject, alarmedTone: Tone, ...names: string[]): ReturnType<Paint> {
  const property = part(subject.service, ...names) ?? subject.service.properties.find(canRead);
  const now = value(subject.device, property);
  const key = typeof now === 'number' ? property?.choices?.find((choice) => choice.value === now)?.key : undefined;
  const active = now === true || (key !== undefined ? !/^(no|none|normal|clear|closed?|close|idle|dry|off|ok)\b/.test(key) : typeof now === 'number' && now > 0 && property?.choices === undefined);
  return { tone: alarmedTone, active, about: property?.address, words: text(subject, property) };
}

export function climate(subject: Subject): ReturnType<Paint> {
  const { device, service, spec } = subject;
  const on = part(service, 'on') ?? anyPart(spec, 'on');
  const target = part(service, 'target-temperature');
  const mode = part(service, 'mode');
  const measured = part(service, 'temperature') ?? anyPart(spec, 'temperature', 'indoor-temperature');
  const isOn = on ? value(device, on) : true;
  const wished = value(device, target);
  const modeValue = value(device, mode);
  const key = mode?.choices?.find((choice) => choice.value === modeValue)?.key ?? '';
  const now = value(device, measured);
  const here = typeof now === 'number' ? degrees(now) : undefined;
  const tone: Tone = /cool|dry|fan/.test(key) ? 'cool' : service.type === 'air-conditioner' && !/heat/.test(key) ? 'cool' : 'warm';
  const goal = typeof wished === 'number' ? t('look.to', { value: degrees(wished) }) : undefined;
  return {
    tone, active: isOn === true, about: on?.address ?? measured?.address,
    words: isOn === undefined ? t('value.unknown') : isOn ? join(here, mode && modeValue !== undefined && !goal ? valueText(mode, modeValue) : goal) || t('value.on') : join(here, t('value.off')),
    tap: on && canWrite(on) ? { [on.address]: isOn !== true } : undefined,
  };
}

/** Position in percent, 100 = open, of curtains and the like. */
export const coverPosition = (service: Service): Property | undefined => part(service, 'current-position', 'position', 'target-position');

export function cover(subject: Subject): ReturnType<Paint> {
  const position = coverPosition(subject.service);
  const target = part(subject.service, 'target-position');
  const now = value(subject.device, position);
  if (typeof now !== 'number') return glance(subject, 'accent');
  const wished = target && canWrite(target) ? target : position && canWrite(position) ? position : undefined;
  return {
    tone: 'accent', active: now > 0, about: position?.address,
    words: now >= 99 ? t('look.open') : now <= 1 ? t('look.closed') : t('look.partly', { value: withUnit(number(now), 'percent') }),
    tap: wished ? { [wished.address]: now > 1 ? (wished.range?.min ?? 0) : (wished.range?.max ?? 100) } : undefined,
  };
}

/** Whether a lock is locked: from a truth or from a choice. */
export function lockedState(device: Device, spec: Spec): { locked?: boolean; property?: Property } {
  const property = anyPart(spec, 'locked', 'lock-state', 'lock', 'status', 'state');
  const now = value(device, property);
  if (typeof now === 'boolean') return { locked: now, property };
  const key = property?.choices?.find((choice) => choice.value === now)?.key;
  return { locked: key === undefined ? undefined : /^(locked|lock|secured|double-locked|deadbolted)/.test(key), property };
}

export function lock(subject: Subject): ReturnType<Paint> {
  const { locked, property } = lockedState(subject.device, subject.spec);
  return {
    icon: locked === false ? 'unlock' : 'lock', tone: locked === false ? 'alert' : 'safe', active: locked !== undefined, about: property?.address,
    words: locked === undefined ? text(subject, property) : t(locked ? 'look.locked' : 'look.unlocked'),
  };
}

/** An alarm system: calm when disarmed, green when it watches, red when it is raised. */
export function armed(subject: Subject): ReturnType<Paint> {
  const [mode, status] = [part(subject.service, 'mode'), part(subject.service, 'status')];
  const keyOf = (property: Property | undefined): string => property?.choices?.find((choice) => choice.value === value(subject.device, property))?.key ?? '';
  const raised = /^(alarm|entry)/.test(keyOf(status));
  const watches = keyOf(mode) !== '' && keyOf(mode) !== 'disarmed';
  return { icon: raised ? 'siren' : undefined, tone: raised ? 'alert' : 'safe', active: raised || watches, about: mode?.address, words: join(text(subject, mode), raised || keyOf(status) === 'arming' ? text(subject, status) : undefined) };
}

export function keys(subject: Subject): ReturnType<Paint> {
  const all = switches(subject.spec);
  if (all.length < 2) return power(subject, 'accent');
  const states = all.map((service) => ({ address: part(service, 'on')!.address, on: shown(subject.device.id, part(service, 'on')!.address) }));
  const on = states.filter((state) => state.on === true).length;
  return {
    tone: 'light', active: on > 0, about: states[0]?.address,
    words: states.every((state) => state.on === undefined) ? t('value.unknown') : on === 0 ? t('value.off') : t('look.some', { on, all: all.length }),
    tap: Object.fromEntries(states.map((state) => [state.address, on === 0])),
  };
}

export const brightness = (subject: Subject): string | undefined => {
  const property = part(subject.service, 'brightness');
  return property && value(subject.device, property) !== undefined ? text(subject, property) : undefined;
};
export const watts = (subject: Subject): string | undefined => {
  const property = anyPart(subject.spec, 'power', 'electric-power', 'active-power');
  return property && value(subject.device, property) !== undefined ? text(subject, property) : undefined;
};
export const first = (...names: string[]) => (subject: Subject): string | undefined => {
  const property = part(subject.service, ...names);
  return property && value(subject.device, property) !== undefined ? text(subject, property) : undefined;
};


/** Something that opens by itself when asked: a valve, a gate, a garage door. */
export function opening(tone: Tone, closedTone: Tone = 'accent'): Paint {
  return (subject) => {
    const property = part(subject.service, 'open');
    const open = value(subject.device, property);
    if (!property || open === undefined) return glance(subject, closedTone);
    return { tone: open ? tone : closedTone, active: open === true, about: property.address, words: text(subject, property), tap: canWrite(property) ? { [property.address]: open !== true } : undefined };
  };
}

/** A scene: lit while the home is as it sets it; a tap runs it. */
export function scene(subject: Subject): ReturnType<Paint> {
  const set = part(subject.service, 'set');
  const active = value(subject.device, set) === true;
  return { tone: 'accent', active, about: set?.address, words: t(active ? 'scene.active' : 'scene.scene'), run: subject.service.actions.find((action) => action.name === 'run')?.address };
}

/** Something that works through a job: a tap begins it or stops it, by its own actions. */
export function worker(tone: Tone, begin: string[], stop: string[], ...also: string[]): Paint {
  return (subject) => {
    const status = part(subject.service, 'status', 'playing-state', 'on');
    const now = value(subject.device, status);
    const key = status?.choices?.find((choice) => choice.value === now)?.key ?? '';
    const active = now === true || /^(sweeping|mopping|mowing|running|cooking|playing|drying|washing|working|busy|charging$|watering|boiling|heating|keep)/.test(key) && !(key === 'charging' && begin.includes('start-sweep'));
    const action = subject.service.actions.find((one) => (active ? stop : begin).includes(one.name) && one.in.length === 0 && (one.risk ?? 'comfort') === 'comfort');
    const extra = !active ? undefined : also.map((name) => anyPart(subject.spec, name)).find((property) => property && value(subject.device, property) !== undefined);
    return { tone, active, about: status?.address, words: join(text(subject, status), extra ? text(subject, extra) : undefined), run: action?.address };
  };
}
