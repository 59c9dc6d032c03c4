// What could be said to this home: a few sentences of its own names.
import { t } from '../i18n/text.ts';
import { roomsInOrder } from '../live/arrangement.ts';
import { scenesOf, things } from '../scenes/kind.ts';

const Most = 5;

export function suggestions(room?: string): string[] {
  const rooms = roomsInOrder();
  const here = things().filter((device) => device.online && (!room || device.room === room));
  const lamps = here.filter((device) => device.type === 'light');
  const dark = lamps.find((device) => device.values['light.on']?.v === false) ?? lamps[0];
  const lit = rooms.find(({ id }) => things().some((device) => device.room === id && device.type === 'light'));
  const warm = rooms.find(({ id }) => things().some((device) => device.room === id && 'temperature-humidity-sensor.temperature' in device.values));
  const found = [
    dark && t('assistant.tryOn', { name: dark.name }),
    lamps.length > 0 && 'light.brightness' in lamps[lamps.length - 1]!.values && t('assistant.tryBright', { name: lamps[lamps.length - 1]!.name }),
    scenesOf()[0]?.name,
    warm && t('assistant.tryWarm', { room: warm.name }),
    lit && t('assistant.tryRoom', { room: lit.name }),
    t('assistant.tryWhich'),
  ];
  return found.filter((text): text is string => Boolean(text)).slice(0, Most);
}
