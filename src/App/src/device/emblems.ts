// The drawing at the head of each service's card: that of its tile, or one of its own for what only comes along with a device.
import { drawingOf } from './looks.ts';

const along: Record<string, string> = {
  alarm: 'alarm', battery: 'battery', 'brush-cleaner': 'brush', countdown: 'countdown', delay: 'delay', 'device-information': 'information', diagnostics: 'diagnostics', 'fall-detection': 'fall',
  filter: 'filter', firmware: 'firmware', identify: 'identify', 'indicator-light': 'indicator', 'intelligent-speaker': 'assistant', 'memory-card-management': 'memory-card', microphone: 'microphone',
  'motion-detection': 'motion', 'physical-controls-locked': 'child-lock', 'radio-link': 'signal', screen: 'screen', tamper: 'tamper', 'tds-sensor': 'tds',
};

export const emblemOf = (service: string): string => drawingOf(service) ?? along[service] ?? 'device';
