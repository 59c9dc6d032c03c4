// The home's own alarm system is a device like any; how it is set up stands at /alarms.
import { t } from '../i18n/text.ts';
import type { Device, Spec } from '../live/contract.ts';
import { signIn } from '../live/session.ts';
import { store } from '../live/store.ts';

export type ArmMode = 'disarmed' | 'home' | 'away' | 'night';
export interface Sensor { device: string; address: string; modes: ArmMode[]; entry: boolean }
export interface Settings { sensors: Sensor[]; sirens: string[]; exitDelay: number; entryDelay: number; sirenTime: number; followsMode: boolean }
export interface AlarmView { id: string; name: string; settings: Settings; mode: ArmMode; status: 'ready' | 'arming' | 'entry' | 'alarm'; until?: string; open: string[]; fired: string[] }

export const isAlarm = (device: Device): boolean => device.type === 'alarm-system' && device.via === 'home';

/** What tells that somebody comes in, the best first; events are for devices that have no truth of it. */
const Tells = ['open', 'motion', 'person', 'occupied', 'vibration', 'tampered'];
const Happens = ['motion-detected', 'person-detected', 'vibrated', 'tampered'];

/** Movement: who goes out walks past it. */
export const moves = (address: string): boolean => /\.(motion|person|occupied)/.test(address);

/** What of a device can guard the home; undefined when nothing can. */
export function guardOf(spec: Spec | undefined): string | undefined {
  const truths = spec?.services.flatMap((service) => service.properties).filter(({ format, access, sensing }) => format === 'bool' && !access.includes('write') && /presence|safety/.test(sensing ?? '')) ?? [];
  const events = spec?.services.flatMap((service) => service.events) ?? [];
  return Tells.map((name) => truths.find((one) => one.name === name)?.address).find(Boolean) ?? Happens.map((name) => events.find((one) => one.name === name)?.address).find(Boolean);
}

/** The property that switches a device's siren. */
export const sirenOf = (spec: Spec | undefined): string | undefined =>
  spec?.services.find(({ type }) => type === 'siren')?.properties.find(({ name, access }) => name === 'on' && access.includes('write'))?.address;

/** The way to the alarm system from Me: to it, or to setting it up. */
export function alarmRow(): [href: string, icon: string, text: string] | undefined {
  const own = [...store.devices.values()].find(isAlarm);
  if (own) return [`#/device/${own.id}`, 'shield', own.name];
  return signIn.mayManage ? ['#/alarm', 'shield', t('alarm.setUp')] : undefined;
}
