// The live feed: one fetch that never ends, read as Server-Sent Events. EventSource is not used because it waits seconds before it
// comes back, cannot be told to come back at once, and hides why it was refused.
import type { Changes, Snapshot } from './contract.ts';

export type StreamEnd = 'lost' | 'refused' | 'ended';

export interface StreamHandler {
  /** The feed goes on from where it was; what is shown is true again. */
  opened(): void;
  snapshot(snapshot: Snapshot): void;
  changes(changes: Changes): void;
  closed(reason: StreamEnd): void;
  /** The last sequence that is known, sent as Last-Event-ID. */
  resumeAfter(): number | undefined;
}

/** The server says something every 15 s; two and a half of that without a byte is a dead connection. */
const SilenceLimitMs = 38_000;
/** After sleep a connection that was silent this long is not trusted. */
const SleepLimitMs = 16_000;
const FirstWaitMs = 150;
/** A server that restarts is back within seconds, and a page must be live again within one more. */
const LongestWaitMs = 700;
/** Who is gone for longer than this is asked for less often. */
const LongAbsenceMs = 5 * 60_000;
const LongAbsenceWaitMs = 5_000;

export class Stream {
  private abort?: AbortController;
  private waitMs = FirstWaitMs;
  private timer?: ReturnType<typeof setTimeout>;
  private lastByteAt = 0;
  private lostAt?: number;
  private stopped = true;

  constructor(private readonly home: string, private readonly handler: StreamHandler) {}

  start(): void {
    this.stopped = false;
    addEventListener('online', this.wake);
    addEventListener('offline', this.check);
    document.addEventListener('visibilitychange', this.wake);
    addEventListener('pageshow', this.wake);
    this.watchdog = setInterval(this.check, 2_000);
    void this.connect();
  }

  stop(): void {
    this.stopped = true;
    removeEventListener('online', this.wake);
    removeEventListener('offline', this.check);
    document.removeEventListener('visibilitychange', this.wake);
    removeEventListener('pageshow', this.wake);
    clearInterval(this.watchdog);
    clearTimeout(this.timer);
    this.abort?.abort();
  }

  /** Tries at once instead of waiting out the pause. */
  readonly wake = (): void => {
    if (this.stopped || document.visibilityState === 'hidden') return;
    if (this.abort && Date.now() - this.lastByteAt < SleepLimitMs) return;
    this.waitMs = FirstWaitMs;
    void this.connect();
  };

  private watchdog?: ReturnType<typeof setInterval>;

  private readonly check = (): void => {
    const silent = this.abort && Date.now() - this.lastByteAt > SilenceLimitMs;
    if (silent || (this.abort && !navigator.onLine)) this.abort?.abort();
  };

  private async connect(): Promise<void> {
    clearTimeout(this.timer);
    this.abort?.abort();
    const abort = new AbortController();
    this.abort = abort;
    this.lastByteAt = Date.now();
    const end = await this.read(abort).catch((): StreamEnd => 'lost');
    if (this.abort !== abort) return;
    this.abort = undefined;
    if (this.stopped) return;
    this.handler.closed(end);
    if (end === 'refused') return;
    // A little chance in the pause keeps a thousand homes from coming back in the same instant.
    this.timer = setTimeout(() => void this.connect(), this.waitMs * (0.75 + Math.random() / 2));
    this.lostAt ??= Date.now();
    this.waitMs = Math.min(this.waitMs * 2, Date.now() - this.lostAt > LongAbsenceMs ? LongAbsenceWaitMs : LongestWaitMs);
  }

  private async read(abort: AbortController): Promise<StreamEnd> {
    const headers: Record<string, string> = { Accept: 'text/event-stream' };
    const after = this.handler.resumeAfter();
    if (after !== undefined) headers['Last-Event-ID'] = String(after);
    const response = await fetch(`/api/v1/homes/${this.home}/live`, { headers, cache: 'no-store', credentials: 'same-origin', signal: abort.signal });
    if (response.status === 401 || response.status === 403 || response.status === 404) return 'refused';
    if (!response.ok || !response.body) return 'lost';
    this.waitMs = FirstWaitMs;
    this.lostAt = undefined;

    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return 'lost';
      this.lastByteAt = Date.now();
      text += value.replaceAll('\r', '');
      for (let at = text.indexOf('\n\n'); at >= 0; at = text.indexOf('\n\n')) {
        const block = text.slice(0, at);
        text = text.slice(at + 2);
        if (this.take(block) === 'end') return 'ended';
      }
    }
  }

  private take(block: string): 'end' | undefined {
    let event = 'message';
    const data: string[] = [];
    for (const line of block.split('\n')) {
      if (line.startsWith('event:')) event = line.slice(6).trim();
      else if (line.startsWith('data:')) data.push(line.slice(5).trimStart());
    }
    if (event === 'end') return 'end';
    // A comment comes first when the feed goes on where it was left; until then it could still be a snapshot of another truth.
    if (event !== 'snapshot') this.handler.opened();
    if (data.length === 0) return undefined;
    if (event === 'snapshot') this.handler.snapshot(JSON.parse(data.join('\n')) as Snapshot);
    else if (event === 'changes') this.handler.changes(JSON.parse(data.join('\n')) as Changes);
    return undefined;
  }
}
