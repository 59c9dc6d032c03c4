// One rule for every way to send by a mere tap. The server asks for what touches safety or privacy; what costs while it runs on is asked here.
import { t } from '../i18n/text.ts';
import type { Device, Property, Spec, SpecAction } from '../live/contract.ts';
import { findAction, findProperty, wantsHold } from './parts.ts';

/** Whether it may be sent: at once where a tap is enough, else when the person says so. */
export async function isMeant(device: Device, spec: Spec | undefined, ...addresses: string[]): Promise<boolean> {
  const members = addresses.map((address) => findProperty(spec, address) ?? findAction(spec, address)).filter((member): member is Property | SpecAction => member !== undefined);
  if (!members.some((member) => member.risk === 'cost' && wantsHold(spec, member))) return true;
  const { ask } = await import('../ui/ask.ts');
  return ask({ title: t('risk.title', { name: device.name }), text: t('risk.cost'), yes: t('risk.yes') });
}
