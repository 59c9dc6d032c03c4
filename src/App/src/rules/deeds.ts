// What people do to a rule: switch it, run it, delete it. Each once, and what can be taken back is offered for 10 s.
import { t } from '../i18n/text.ts';
import { Fault, patch, post, put, remove, type CallOptions } from '../live/api.ts';
import { homePath, signIn } from '../live/session.ts';
import { go } from '../shell/route.ts';
import { ask } from '../ui/ask.ts';
import { askPin } from '../ui/pin-pad.ts';
import { faultText } from '../ui/said.ts';
import { toast } from '../ui/toasts.ts';
import { tried } from '../ui/tried.ts';
import { book } from './book.ts';
import type { Rule, RuleView } from './document.ts';

/** Every adult may switch and run; a panel only looks. The server decides; this only spares people a refusal. */
export const maySwitch = (): boolean => signIn.seesPeople && !signIn.isPanel;

/** Sends, and again with what the server asks of the person: a yes, or the PIN. Undefined when they changed their mind. */
export async function insist<T>(name: string, send: (options: CallOptions, pin?: string) => Promise<T>): Promise<T | undefined> {
  let confirm = false;
  for (let pin: string | undefined; ; ) {
    try {
      return await send({ confirm }, pin);
    } catch (error) {
      const code = error instanceof Fault ? error.code : '';
      if (code === 'confirmation.needed' && !confirm) {
        if (!(await ask({ title: t('risk.title', { name }), text: t('rules.risk'), yes: t('risk.yes'), danger: true }))) return undefined;
        confirm = true;
      } else if (code === 'pin.required' || code === 'pin.wrong') {
        pin = await askPin(t('pin.ask', { name }), code === 'pin.wrong' ? faultText(error) : '');
        if (pin === undefined) return undefined;
      } else throw error;
    }
  }
}

export const switchRule = ({ id, rule }: RuleView, enabled: boolean): Promise<boolean> => tried(async () => {
  book.take(await patch<RuleView>(homePath(`/rules/${id}`), { enabled }));
  toast({ text: t(enabled ? 'rules.switchedOn' : 'rules.switchedOff', { name: rule.name }), tone: 'safe' });
});

/** Adds one; undefined when somebody would not confirm what it will do. */
export const addRule = (form: { rule: Rule; enabled?: boolean }): Promise<RuleView | undefined> =>
  insist(form.rule.name, (options, pin) => post<RuleView>(homePath('/rules'), { ...form, ...(pin === undefined ? {} : { pin }) }, options));

/** Makes another of it; undefined when somebody would not confirm what it will do. */
export const putRule = (id: string, rule: Rule): Promise<RuleView | undefined> =>
  insist(rule.name, (options, pin) => put<RuleView>(homePath(`/rules/${id}`), { rule, ...(pin === undefined ? {} : { pin }) }, options));

export const changeRule = ({ id }: RuleView, rule: Rule): Promise<boolean> => tried(async () => {
  const view = await putRule(id, rule);
  if (!view) return;
  book.take(view);
  toast({ text: t('rules.saved', { name: rule.name }), tone: 'safe' });
});

export const runRule = ({ id, rule }: RuleView): Promise<boolean> => tried(async () => {
  const view = await insist(rule.name, (options, pin) => post<RuleView>(homePath(`/rules/${id}/run`), pin === undefined ? {} : { pin }, options));
  if (view) book.take(view);
});

export const removeRule = (view: RuleView): Promise<boolean> => tried(async () => {
  await remove(homePath(`/rules/${view.id}`));
  book.drop(view.id);
  go('rules', true);
  toast({ text: t('rules.deleted', { name: view.rule.name }), action: t('do.undo'), run: () => void bringBack(view) });
});

const bringBack = ({ rule, enabled, order }: RuleView): Promise<boolean> => tried(async () => {
  const made = await addRule({ rule, enabled });
  if (made) book.take(await patch<RuleView>(homePath(`/rules/${made.id}`), { order }));
});

/** As a file that another home can take in. */
export function exportRule(rule: Rule): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(rule, null, 2)], { type: 'application/json' }));
  link.download = `${rule.name.replace(/[\\/:*?"<>|]/g, ' ').trim() || 'rule'}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** A document that the next editor begins with: a copy, a file, a template. */
let handed: Rule | undefined;
export function beginWith(rule: Rule): void {
  handed = rule;
  go('rules/new');
}
export function takeHanded(): Rule | undefined {
  const rule = handed;
  handed = undefined;
  return rule;
}
