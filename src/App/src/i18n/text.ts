// Words. English is the shape; a key that Chinese lacks, or a {slot} it invents, does not compile.
import type { Language, LocalText } from '../live/contract.ts';
import { read, write } from '../live/storage.ts';
import { tell } from '../live/watch.ts';
import type { en } from './en.ts';
import type { rare } from './rare/en.ts';

type English = typeof en & typeof rare;
export type Key = keyof English;
type Plural = { readonly one: string; readonly other: string };

type SlotsIn<S> = S extends `${string}{${infer Slot}}${infer Rest}` ? Slot | SlotsIn<Rest> : never;
type SlotsOf<T> = T extends string ? SlotsIn<T> : T extends Plural ? SlotsIn<T['other']> | 'n' : never;
type Arguments<K extends Key> = [SlotsOf<English[K]>] extends [never] ? [] : [slots: Record<SlotsOf<English[K]>, string | number>];

/** A complete translation of E: every key, plurals where English has them, no slot that English does not fill. */
export type Complete<T, E = typeof en> = {
  readonly [K in keyof E]: K extends keyof T
    ? T[K] extends (E[K] extends string ? string : { readonly other: string })
      ? [Exclude<SlotsOf<T[K]> | SlotsIn<T[K] extends { other: infer O } ? O : ''>, SlotsOf<E[K]>>] extends [never] ? T[K] : { unknownSlot: true }
      : { wrongShape: true }
    : { missing: true };
};

type Entry = string | { one?: string; other: string };
let entries: Record<string, Entry> = {};
let plurals = new Intl.PluralRules('en');

const LanguageKey = 'kith.language';
export const languages: readonly Language[] = ['en', 'zh'];

function guess(): Language {
  const kept = read<Language>(LanguageKey);
  if (kept && languages.includes(kept)) return kept;
  return navigator.languages.some((tag) => tag.toLowerCase().startsWith('zh')) ? 'zh' : 'en';
}

export let language: Language = guess();
export const locale = (): string => (language === 'zh' ? 'zh-CN' : (navigator.languages.find((tag) => tag.startsWith('en')) ?? 'en'));

/** The texts of pages that few open come with the first of them. */
let isRareWanted = false;
/** On their way, or there. Whoever comes second waits for them as the first does. */
let rareTexts: Promise<void> | undefined;

async function load(wanted: Language): Promise<Record<string, Entry>> {
  const common = wanted === 'zh' ? (await import('./zh.ts')).zh : (await import('./en.ts')).en;
  if (!isRareWanted) return common;
  return { ...common, ...(wanted === 'zh' ? (await import('./rare/zh.ts')).rare : (await import('./rare/en.ts')).rare) };
}

/** Wraps the loading of a page whose texts are among the rare ones (i18n/rare). */
export const withRareTexts = (page: () => Promise<unknown>) => async (): Promise<unknown> => {
  isRareWanted = true;
  rareTexts ??= load(language).then((all) => { entries = all; });
  try {
    await rareTexts;
  } catch (error) {
    rareTexts = undefined;
    throw error;
  }
  return page();
};

export async function useLanguage(wanted: Language = language, keep = false): Promise<void> {
  entries = await load(wanted);
  language = wanted;
  plurals = new Intl.PluralRules(locale());
  document.documentElement.lang = wanted === 'zh' ? 'zh-Hans' : 'en';
  if (keep) write(LanguageKey, wanted);
  tell('preferences');
}

/** The text of a key with its slots filled; `{n}` also chooses the plural. */
export function t<K extends Key>(key: K, ...args: Arguments<K>): string {
  const slots = (args[0] ?? {}) as Record<string, string | number>;
  const entry = entries[key] ?? key;
  const text = typeof entry === 'string' ? entry : plurals.select(Number(slots['n'])) === 'one' && entry.one !== undefined ? entry.one : entry.other;
  return text.replace(/\{(\w+)\}/g, (whole, slot: string) => {
    const value = slots[slot];
    return value === undefined ? whole : typeof value === 'number' ? value.toLocaleString(locale()) : value;
  });
}

/** A key made at run time (an error's code, a role), or undefined when there is no text for it. */
export function textOf(key: string): string | undefined {
  const entry = entries[key];
  return typeof entry === 'string' ? entry : undefined;
}

/** What makers call a thing, in the language of this page. */
export const local = (text: LocalText | undefined): string => (text ? text[language] || text.en : '');
