// What was said between a person and the home, kept while the app is open; one conversation with the server.
import { language, t } from '../i18n/text.ts';
import { Fault, post } from '../live/api.ts';
import type { Operation } from '../live/contract.ts';
import { homePath, signIn } from '../live/session.ts';
import { tell } from '../live/watch.ts';
import { faultText } from '../ui/said.ts';

export interface Span { text: string; meaning: string }
export interface Answer {
  conversation: string;
  outcome: 'done' | 'answer' | 'ask' | 'confirm' | 'deny' | 'refuse' | 'cancel';
  say: string;
  about?: string[];
  missing?: string[];
  explain?: { rule: string; spans: Span[]; corrections?: { text: string; as: string }[] };
  operations?: Operation[];
  needs?: 'pin';
  undo?: boolean;
  /** Words that could be remembered for what was just done. */
  learn?: { phrase: string; run: string[] };
}
/** One thing said, and what came back. */
export interface Exchange { id: number; text: string; answer?: Answer; failed?: string }

/** Older ones are out of sight and out of mind. */
const MostExchanges = 50;

let exchanges: Exchange[] = [];
let home: string | undefined;
let conversation: string | undefined;
let next = 1;

/** Of the open home only: what is said to one is no business of another. */
export function said(): readonly Exchange[] {
  if (home !== signIn.homeId) [exchanges, conversation, home] = [[], undefined, signIn.homeId];
  return exchanges;
}

export const isWaiting = (): boolean => said().some((exchange) => !exchange.answer && !exchange.failed);

/** The conversation with the server, to go on with it. */
export const conversationNow = (): string | undefined => (said().length > 0 ? conversation : undefined);

/** Something is being said; its answer comes. */
export function beginExchange(shown: string): Exchange {
  const exchange: Exchange = { id: next++, text: shown };
  exchanges = [...said(), exchange].slice(-MostExchanges);
  tell('assistant');
  return exchange;
}

/** It was answered, or failed; with neither nothing was said after all. */
export function endExchange(exchange: Exchange, answer: Answer | undefined, failed?: string): void {
  if (answer) [exchange.answer, conversation] = [answer, answer.conversation];
  else if (failed) exchange.failed = failed;
  else exchanges = exchanges.filter((one) => one !== exchange);
  tell('assistant');
}

/** Says something; `shown` is what stands in the conversation for it, where that is another. A PIN that was wrong is asked again. */
export async function say(text: string, shown = text, room?: string, askPin?: (wrong?: string) => Promise<string | undefined>): Promise<void> {
  const exchange = beginExchange(shown);
  try {
    // A PIN that nobody wanted to give: nothing was said after all.
    endExchange(exchange, await send(text, room, askPin));
  } catch (error) {
    endExchange(exchange, undefined, faultText(error));
  }
}

async function send(text: string, room?: string, askPin?: (wrong?: string) => Promise<string | undefined>): Promise<Answer | undefined> {
  let wrong: string | undefined;
  for (;;) {
    const pin = askPin ? await askPin(wrong) : undefined;
    if (askPin && pin === undefined) return undefined;
    try {
      return await post<Answer>(homePath('/assistant'), { text, language: language === 'zh' ? 'zh-CN' : 'en', room, conversation, pin });
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== 'pin.wrong') throw error;
      wrong = t('error.pin.wrong');
    }
  }
}
