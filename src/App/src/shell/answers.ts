// How commands talk to people: the question before a risk, the reason after a failure.
import { t } from '../i18n/text.ts';
import type { Fault } from '../live/api.ts';
import { store } from '../live/store.ts';
import { faultText } from '../ui/said.ts';
import { toast } from '../ui/toasts.ts';

const nameOf = (device: string): string => store.device(device)?.name ?? device;

export async function confirmRisk(device: string): Promise<boolean> {
  const { ask } = await import('../ui/ask.ts');
  return ask({ title: t('risk.title', { name: nameOf(device) }), text: t('risk.text'), yes: t('risk.yes'), danger: true });
}

export async function askPin(device: string, wrong?: Fault): Promise<string | undefined> {
  const { askPin: ask } = await import('../ui/pin-pad.ts');
  return ask(t('pin.ask', { name: nameOf(device) }), wrong ? faultText(wrong) : undefined);
}

export function sayFault(fault: Fault, device: string): void {
  toast({ text: t('fault.said', { name: nameOf(device), reason: faultText(fault) }), tone: 'alert' });
}
