// Whether a device may go: who would miss it is said first, and what is to become of the rules that need it is asked.
import { namesOf } from '../i18n/format.ts';
import { t } from '../i18n/text.ts';
import { get } from '../live/api.ts';
import type { Device } from '../live/contract.ts';
import { homePath } from '../live/session.ts';
import { ask } from '../ui/ask.ts';

interface Dependent { kind: 'device' | 'scene' | 'group' | 'alarm' | 'rule' | 'favourite'; id: string; name: string }

/** Nothing when nobody can be asked: the server says no by itself. */
async function dependentsOf(device: string): Promise<Dependent[]> {
  try {
    return (await get<{ items: Dependent[] }>(homePath(`/devices/${device}/dependents`))).items;
  } catch {
    return [];
  }
}

/** Asks; where it is yes, the rules that name the device are changed as was chosen. `text` and `yes` are what is said of its kind. */
export async function mayGo(device: Device, text: string, yes: string, title = t('device.removeAsk', { name: device.name })): Promise<boolean> {
  const all = await dependentsOf(device.id);
  const names = (kind: Dependent['kind']): string => namesOf(all.filter((one) => one.kind === kind).map(({ name }) => name));
  const missed = [
    names('device') && t('missed.devices', { names: names('device') }), names('group') && t('missed.groups', { names: names('group') }), names('scene') && t('missed.scenes', { names: names('scene') }),
    names('alarm') && t('missed.alarms', { names: names('alarm') }), names('favourite') && t('missed.favourites', { names: names('favourite') }),
  ];
  const question = { title, text: [...missed, text].filter(Boolean).join(' '), yes };
  const rules = all.filter(({ kind }) => kind === 'rule').map(({ id }) => id);
  if (rules.length === 0) return ask({ ...question, danger: true });
  const { askWithRules } = await import('../rules/removal.ts');
  return askWithRules(device, rules, question);
}
