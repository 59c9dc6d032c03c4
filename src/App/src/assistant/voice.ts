// One spoken sentence at a time: from the tap on the microphone to the end of the spoken answer.
import { language, t } from '../i18n/text.ts';
import { Fault, get } from '../live/api.ts';
import { microphone, microphoneIs } from '../live/microphone.ts';
import { homePath, signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { tell, whenever } from '../live/watch.ts';
import { faultText } from '../ui/said.ts';
import { capture, Silent, type Capture } from './capture.ts';
import { Loudness } from './loudness.ts';
import { Speaker, type Format } from './speaker.ts';
import { beginExchange, conversationNow, endExchange, type Answer, type Exchange } from './talk.ts';

type Sense = 'off' | 'away' | 'there';
type Told = { type: 'listening' | 'stopped' | 'done' } | { type: 'transcript'; text: string } | { type: 'answer'; answer: Answer } | ({ type: 'sound' } & Format) | { type: 'fault'; code: string; detail?: string };

/** What the server can hear and say for the open home; unknown until it is asked. */
export let senses: { home: string; hearing: Sense; speaking: Sense } | undefined;

export async function askSenses(): Promise<void> {
  const home = signIn.homeId;
  if (!home) return;
  const found = await get<Record<'hearing' | 'speaking', { state: Sense }>>(homePath('/voice')).catch(() => undefined);
  if (!found || home !== signIn.homeId) return;
  senses = { home, hearing: found.hearing.state, speaking: found.speaking.state };
  tell('microphone');
}

/** Why the last try came to nothing, in words. */
export let trouble = '';
/** Called with 0 to 1 for each tenth of a second of sound. */
export const meters = new Set<(level: number) => void>();

let now: Utterance | undefined;

export const speaksAnswers = (): boolean => store.arrangement.speak !== false;

export function listen(room?: string): void {
  cancel();
  trouble = '';
  now = new Utterance(room);
}

let isHeld = false;

/** While the button is held the talker says when it is over, not a pause. */
export function hold(held: boolean): void {
  isHeld = held;
}

/** Nothing more is said. */
export const stop = (): void => now?.stop();

/** Nothing was meant, or the answer need not be heard. */
export function cancel(): void {
  now?.end();
}

class Utterance {
  private readonly socket: WebSocket;
  private readonly loudness = new Loudness();
  private readonly speaker = speaksAnswers() && senses?.speaking === 'there' ? new Speaker() : undefined;
  private readonly early: Int16Array<ArrayBuffer>[] = [];
  private sound?: Capture;
  private exchange?: Exchange;
  private isHeard = false;
  private isStopped = false;
  private isOver = false;

  constructor(room?: string) {
    microphoneIs('asking');
    this.socket = new WebSocket(new URL(`api/v1${homePath('/assistant/microphone')}`, document.baseURI.replace(/^http/, 'ws')));
    this.socket.binaryType = 'arraybuffer';
    this.socket.onopen = () => this.send({ type: 'start', language: language === 'zh' ? 'zh-CN' : 'en', room, conversation: conversationNow(), speak: this.speaker !== undefined });
    this.socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => (typeof data === 'string' ? this.told(JSON.parse(data) as Told) : this.speaker?.play(data));
    this.socket.onclose = () => this.fail(t('mic.lost'));
    void this.open();
  }

  private async open(): Promise<void> {
    try {
      const sound = await capture((piece) => this.take(piece), () => this.fail(t('mic.missing')));
      if (this.isOver || this.isStopped) return sound.close();
      this.sound = sound;
      microphoneIs('listening');
    } catch (error) {
      this.fail(t(error instanceof Silent ? `mic.${error.why}` : 'mic.missing'));
    }
  }

  private take(piece: Int16Array<ArrayBuffer>): void {
    if (this.isStopped || this.isOver) return;
    // What is said before the engine listens is kept for it.
    if (this.isHeard) this.socket.send(piece);
    else this.early.push(piece);
    const isSaid = this.loudness.add(piece);
    for (const meter of meters) meter(this.loudness.level);
    if (isSaid && this.isHeard && !isHeld) this.stop();
  }

  stop(): void {
    if (this.isStopped || this.isOver) return;
    if (!this.sound || !this.isHeard) return this.end();
    this.quiet();
    this.send({ type: 'stop' });
  }

  end(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.quiet();
    this.socket.onclose = null;
    this.socket.close();
    this.speaker?.close();
    if (this.exchange && !this.exchange.answer) endExchange(this.exchange, undefined);
    if (now === this) now = undefined;
    microphoneIs('off');
  }

  /** The microphone is off from here on. */
  private quiet(): void {
    this.isStopped = true;
    this.sound?.close();
    this.sound = undefined;
    for (const meter of meters) meter(0);
    if (!this.isOver) microphoneIs('thinking');
  }

  private told(said: Told): void {
    if (this.isOver) return;
    switch (said.type) {
      case 'listening':
        this.isHeard = true;
        for (const piece of this.early.splice(0)) this.socket.send(piece);
        break;
      case 'stopped':
        if (!this.isStopped) this.quiet();
        break;
      case 'transcript':
        if (said.text) this.exchange = beginExchange(said.text);
        else trouble = t('mic.nothing');
        break;
      case 'answer':
        if (this.exchange) endExchange(this.exchange, said.answer);
        break;
      case 'sound':
        this.speaker?.begin(said);
        microphoneIs('speaking');
        break;
      case 'fault':
        this.fault(said.code === 'conflict' ? t('mic.elsewhere') : faultText(new Fault(said.code, 0, said.detail ?? '', said.detail)));
        break;
      case 'done':
        this.socket.onclose = null;
        void (this.speaker?.ended() ?? Promise.resolve()).then(() => this.end());
        break;
    }
  }

  /** Before an answer it is the end; after it, only nobody hears it aloud. */
  private fault(text: string): void {
    if (!this.exchange || this.exchange.answer) return this.exchange?.answer ? this.note(text) : this.fail(text);
    endExchange(this.exchange, undefined, text);
    this.end();
  }

  private note(text: string): void {
    trouble = text;
    tell('microphone');
  }

  private fail(text: string): void {
    if (this.isOver) return;
    trouble = text;
    this.end();
  }

  private send(word: object): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(word));
  }
}

// A microphone is open only while its page is looked at, and for one home.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden' && (microphone.phase === 'asking' || microphone.phase === 'listening')) cancel();
});
let home = signIn.homeId;
whenever(['session'], () => {
  if (home === signIn.homeId && signIn.current) return;
  home = signIn.homeId;
  cancel();
});
