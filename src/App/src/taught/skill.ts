// What the assistant was taught, as the server keeps it; docs/skills.md.
import { local } from '../i18n/text.ts';
import { get, put, remove } from '../live/api.ts';
import type { LocalText } from '../live/contract.ts';
import { homePath } from '../live/session.ts';

export interface Words { en?: string[]; zh?: string[] }
export interface SkillIntent { id: string; phrases: Words; slots?: Record<string, unknown>; say?: unknown; run?: string[] }
export interface Skill { id: string; name: LocalText | string; http?: string; intents: SkillIntent[] }
export interface Grant { devices?: string[]; rooms?: string[]; services?: string[] }
export interface Kept { skill: Skill; grant: Grant; added: string }

export const allTaught = async (): Promise<Kept[]> => (await get<{ items: Kept[] }>(homePath('/skills?limit=500'))).items;
export const forget = (id: string): Promise<unknown> => remove(homePath(`/skills/${id}`));
export const keep = (skill: Skill, grant?: Grant): Promise<{ skill: Kept; secret?: string }> => put(homePath(`/skills/${skill.id}`), { skill, grant });

const isChinese = (text: string): boolean => /[\u4e00-\u9fff]/.test(text);

/** A phrase of the household: a skill of one intent that runs sentences. */
export function phraseOf(says: string[], run: string[], id = freeId()): Skill {
  const [zh, en] = [says.filter(isChinese), says.filter((text) => !isChinese(text))];
  return { id, name: says[0]!.slice(0, 100), intents: [{ id: 'phrase', phrases: { ...(en.length > 0 && { en }), ...(zh.length > 0 && { zh }) }, run }] };
}

/** Of one intent, without slots, that only runs sentences: what the form can show. */
export const isPhrase = ({ http, intents }: Skill): boolean => !http && intents.length === 1 && !intents[0]!.slots && !intents[0]!.say && Boolean(intents[0]!.run);

export const nameIn = (name: Skill['name']): string => (typeof name === 'string' ? name : local(name));

export const phrasesOf = ({ intents }: Skill): string[] => intents.flatMap(({ phrases }) => [...(phrases.en ?? []), ...(phrases.zh ?? [])]);

function freeId(): string {
  return `phrase-${[...crypto.getRandomValues(new Uint8Array(6))].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
