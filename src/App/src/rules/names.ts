// What the things that a rule names are called: devices, properties, people, other rules. Three dots where nothing is chosen yet.
import { valueText } from '../i18n/format.ts';
import { language, local, locale, textOf } from '../i18n/text.ts';
import type { Property, Scalar, Spec } from '../live/contract.ts';
import { store } from '../live/store.ts';
import { findProperty } from '../device/parts.ts';
import { book } from './book.ts';
import { isExpression, refOf } from './document.ts';

const Nothing = '…';

export const deviceName = (id: string): string => (id ? (store.device(id)?.name ?? id) : Nothing);
export const personName = (id: string): string => store.people.find((person) => person.id === id)?.name ?? (id || Nothing);
/** Words by which a rule tells several people at once; which of them, is asked when it runs. */
export const told = ['all', 'adult', 'owner', 'admin', 'child', 'guest'] as const;
export const toldName = (whom: string): string => textOf(`rules.told.${whom}`) ?? personName(whom);
export const ruleName = (id: string): string => book.find(id)?.rule.name ?? (id || Nothing);

export function specOf(device: string): Spec | undefined {
  const found = store.device(device);
  return found && store.specOf(found);
}

export function propertyOf(ref: string): Property | undefined {
  const { device, address } = refOf(ref);
  return findProperty(specOf(device), address);
}

/** Within a sentence: English nouns lose their capital, abbreviations do not. */
export const inSentence = (text: string): string => (language === 'en' && /^[A-Z][a-z]/.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text);

/** The device; with the part of it where there are several of the kind: Wall switch (left). */
export function thingName(device: string, address: string): string {
  const spec = specOf(device);
  const service = spec?.services.find(({ id }) => id === address.slice(0, address.lastIndexOf('.')));
  const others = service ? spec!.services.filter(({ type }) => type === service.type).length : 0;
  return others > 1 ? `${deviceName(device)} (${inSentence(local(service!.name))})` : deviceName(device);
}

export const listOf = (names: string[], type: 'conjunction' | 'disjunction' = 'conjunction'): string => new Intl.ListFormat(locale(), { type }).format(names);

/** A value as it stands in a rule: a choice may be named by its key, an expression is shown as it is. */
export function ruleValue(property: Property | undefined, value: Scalar | undefined): string {
  if (value === undefined || value === '') return Nothing;
  if (isExpression(value)) return value;
  const choice = typeof value === 'string' ? property?.choices?.find(({ key }) => key === value) : undefined;
  return inSentence(choice ? local(choice.name) : valueText(property, value));
}

export const titleOf = (property: Property | undefined, address: string): string => inSentence(local(property?.title) || address.slice(address.lastIndexOf('.') + 1) || Nothing);
