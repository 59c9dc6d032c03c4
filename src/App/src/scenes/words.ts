// A scene in plain words.
import { findAction, findProperty, part } from '../device/parts.ts';
import { namesOf, valueText } from '../i18n/format.ts';
import { language, local, t, type Key } from '../i18n/text.ts';
import type { Property, Scalar, Spec } from '../live/contract.ts';
import { store } from '../live/store.ts';
import { toHsv } from '../ui/rgb.ts';
import { aboutOf, serviceOf } from './capture.ts';
import { nameOf, specOf, type Difference, type Step } from './scene.ts';

/** Hues as people call them, by degrees around the wheel. */
const hues: [Key, number][] = [['colour.red', 5], ['colour.orange', 30], ['colour.yellow', 50], ['colour.green', 130], ['colour.turquoise', 180], ['colour.blue', 222], ['colour.violet', 262], ['colour.pink', 328], ['colour.red', 365]];
/** Paler than this is white to the eye. */
const LeastDepth = 0.12;

function colourName(rgb: number): string {
  const { hue, depth } = toHsv(rgb);
  if (depth < LeastDepth) return t('scenes.white');
  return t(hues.reduce((best, one) => (Math.abs(one[1] - hue) < Math.abs(best[1] - hue) ? one : best))[0] as 'colour.red');
}

export function wordsOf(property: Property | undefined, value: Scalar | undefined): string {
  if (typeof value !== 'number') return valueText(property, value);
  if (property?.unit === 'rgb') return colourName(value);
  if (property && isOpening(property)) return value >= 99 ? t('look.open') : value <= 1 ? t('look.closed') : t('look.partly', { value: valueText(property, value) });
  return valueText(property, value);
}

/** How far a curtain or a window is to be open. */
const isOpening = (property: Property): boolean => property.name === 'target-position' && property.unit === 'percent';

/** What says by itself what it is about: on, 40 %, 2,700 K, blue, half open. */
const isPlain = (property: Property): boolean => ['on', 'brightness', 'locked'].includes(property.name) || property.unit === 'kelvin' || property.unit === 'rgb' || isOpening(property);

function settingWords(spec: Spec, property: Property, value: Scalar): string {
  const keys = aboutOf(spec).filter((service) => part(service, 'on'));
  const key = property.name === 'on' && keys.length > 1 ? serviceOf(spec, property.address) : undefined;
  if (key) return `${local(key.name)} ${wordsOf(property, value)}`;
  return isPlain(property) ? wordsOf(property, value) : `${local(property.title)} ${wordsOf(property, value)}`;
}

/** The mode of a lamp that is white or coloured is said by its colour. */
const isSaid = (property: Property, step: Step): boolean => property.name === 'mode' && Object.keys(step.values ?? {}).some((address) => /\.color(-temperature)?$/.test(address));

/** What a scene does with one device: "On · 40 % · over 3 s", "Lock". */
export function stepWords(step: Step): string {
  const spec = specOf(step.device);
  if (!spec) return step.call ?? namesOf(Object.keys(step.values ?? {}));
  const over = step.transitionMs === undefined ? undefined : t('scenes.over', { time: secondsText(step.transitionMs) });
  if (step.call) {
    const action = findAction(spec, step.call);
    const service = action && spec.services.find(({ actions }) => actions.includes(action));
    const input = Object.entries(step.values ?? {}).map(([name, value]) => { const found = part(service, name); return `${found ? local(found.title) : name} ${wordsOf(found, value)}`; });
    return [action ? local(action.title) : step.call, ...input].join(' · ');
  }
  const order = spec.services.flatMap(({ properties }) => properties);
  const set = order.filter((property) => step.values?.[property.address] !== undefined && !isSaid(property, step));
  return [...set.map((property) => settingWords(spec, property, step.values![property.address]!)), over].filter(Boolean).join(' · ');
}

export const secondsText = (ms: number): string => (ms === 0 ? t('scenes.atOnce') : t('scenes.seconds', { s: ms / 1000 }));

/** Words in the middle of a sentence; a number with its unit stays as it is. */
const inside = (property: Property | undefined, text: string): string => (language === 'en' && (property?.format === 'bool' || property?.choices || property?.unit === 'rgb' || (property && isOpening(property))) ? text.charAt(0).toLocaleLowerCase() + text.slice(1) : text);

/** Where the home is otherwise than the scene sets it: "Desk lamp is 80 %, the scene sets 40 %". */
export function differenceWords({ device: id, address, wanted, now }: Difference): string {
  const device = store.device(id);
  const spec = device && store.specOf(device);
  const property = findProperty(spec, address);
  const keys = spec ? aboutOf(spec).filter((service) => part(service, 'on')).length : 0;
  const name = nameOf(device, id);
  const title = property?.name === 'on' && keys > 1 ? local(serviceOf(spec!, address)?.name) : local(property?.title);
  const what = property && isPlain(property) && !(property.name === 'on' && keys > 1) ? name : t('scenes.partOf', { part: title, name });
  const slots = { what, now: now === undefined ? t('scenes.notKnown') : inside(property, wordsOf(property, now)), wanted: inside(property, wordsOf(property, wanted)) };
  return property?.name === 'on' ? t('scenes.differsOn', slots) : t('scenes.differs', slots);
}
