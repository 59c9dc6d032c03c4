// What the microphone is doing. Every page shows it; only who talks loads what does it (assistant/voice.ts).
import { tell } from './watch.ts';

/** `listening` while it is open; then the home thinks, and speaks. */
export type Phase = 'off' | 'asking' | 'listening' | 'thinking' | 'speaking';

export const microphone: { phase: Phase } = { phase: 'off' };

export function microphoneIs(phase: Phase): void {
  microphone.phase = phase;
  tell('microphone');
}
