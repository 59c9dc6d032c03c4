import { t } from '../i18n/text.ts';
import { get } from '../live/api.ts';
import { homePath } from '../live/session.ts';

interface Dependent { kind: 'device' | 'scene' | 'group' | 'alarm' | 'rule' | 'favourite'; name: string }

/** What would miss a device, in sentences; nothing when nothing would, or when it cannot be asked. */
export async function missedBy(device: string): Promise<string> {
  try {
    const { items } = await get<{ items: Dependent[] }>(homePath(`/devices/${device}/dependents`));
    const names = (kind: Dependent['kind']): string => items.filter((one) => one.kind === kind).map((one) => one.name).join(', ');
    return [
      names('device') && t('missed.devices', { names: names('device') }), names('group') && t('missed.groups', { names: names('group') }), names('scene') && t('missed.scenes', { names: names('scene') }),
      names('alarm') && t('missed.alarms', { names: names('alarm') }), names('rule') && t('missed.rules', { names: names('rule') }), names('favourite') && t('missed.favourites', { names: names('favourite') }),
    ].filter(Boolean).join(' ');
  } catch {
    return '';
  }
}
