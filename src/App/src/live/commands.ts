// What people ask for, from the tap to its outcome.
//   asked      the wish is shown at once, marked as not yet confirmed
//   waiting    3 s went by: the truth is shown again, still marked
//   confirmed  the device says it is so; a moment of a tick, then nothing
//   failed     the truth is shown, with the reason and a way to try again
// Nothing is queued: without a connection a wish is refused at once.
import { Fault, post, put } from './api.ts';
import type { Changes, Operation, Scalar } from './contract.ts';
import { homePath } from './session.ts';
import { store } from './store.ts';
import { tell } from './watch.ts';

export type Phase = 'asked' | 'waiting' | 'confirmed' | 'failed';
export interface Wish { address: string; value?: Scalar; phase: Phase; fault?: Fault; at: number; retry: () => void }

/** How long a wish is shown as if it were true (quality bar: at most 3 s). */
const OptimisticMs = 3_000;
const ConfirmedShownMs = 1_200;
const FailedShownMs = 45_000;

type Asker = (title: string, fault: Fault) => Promise<boolean>;
let confirmRisk: Asker = async () => false;
/** The dialog that asks before a command that touches safety or privacy. */
export function askWith(asker: Asker): void {
  confirmRisk = asker;
}

type PinAsker = (device: string, wrong?: Fault) => Promise<string | undefined>;
let askPin: PinAsker = async () => undefined;
/** The pad that asks for the person's PIN, where the server wants one; undefined when it was closed. */
export function askPinWith(asker: PinAsker): void {
  askPin = asker;
}

let announceFault: (fault: Fault, device: string) => void = () => {};
export function announceWith(announcer: (fault: Fault, device: string) => void): void {
  announceFault = announcer;
}

const wishes = new Map<string, Map<string, Wish>>();

export function wishesOf(device: string): Iterable<Wish> {
  return wishes.get(device)?.values() ?? [];
}

export function wishOf(device: string, address: string): Wish | undefined {
  return wishes.get(device)?.get(address);
}

/** The one phase that a tile shows for the whole device: failed before waiting before asked before confirmed. */
export function phaseOf(device: string): Wish | undefined {
  const rank: Record<Phase, number> = { failed: 3, waiting: 2, asked: 1, confirmed: 0 };
  let worst: Wish | undefined;
  for (const wish of wishesOf(device)) if (!worst || rank[wish.phase] > rank[worst.phase]) worst = wish;
  return worst;
}

/** What to show for an address: the wish while it is fresh, else what the device said. */
export function shown(device: string, address: string): Scalar | undefined {
  const wish = wishOf(device, address);
  if (wish?.value !== undefined && (wish.phase === 'asked' || wish.phase === 'confirmed')) return wish.value;
  return store.device(device)?.values[address]?.v;
}

export function dismiss(device: string, address: string): void {
  wishes.get(device)?.delete(address);
  tell(`device:${device}`);
}

/** Shows a wish; whoever places one moves it on. */
export function place(device: string, wish: Wish): void {
  let all = wishes.get(device);
  if (!all) wishes.set(device, (all = new Map()));
  all.set(wish.address, wish);
}

function move(device: string, wish: Wish, phase: Phase, fault?: Fault): void {
  if (wishOf(device, wish.address) !== wish) return;
  wish.phase = phase;
  wish.fault = fault;
  tell(`device:${device}`, 'values');
  const shownMs = phase === 'confirmed' ? ConfirmedShownMs : phase === 'failed' ? FailedShownMs : undefined;
  if (shownMs === undefined) return;
  setTimeout(() => {
    if (wishOf(device, wish.address) === wish && wish.phase === phase) dismiss(device, wish.address);
  }, shownMs);
}

async function run(device: string, list: Wish[], sure: boolean, send: (confirm: boolean, pin?: string) => Promise<Operation | undefined>): Promise<Operation | undefined> {
  if (!store.isLive) {
    const fault = new Fault('app.offline', 0, 'Not connected');
    announceFault(fault, device);
    store.wake();
    return undefined;
  }
  for (const wish of list) place(device, wish);
  tell(`device:${device}`, 'values');
  const slow = setTimeout(() => {
    for (const wish of list) if (wish.phase === 'asked') move(device, wish, 'waiting');
  }, OptimisticMs);
  try {
    const operation = await insist(device, sure, send);
    if (operation === GivenUp) {
      for (const wish of list) dismiss(device, wish.address);
      return undefined;
    }
    const outcome = operation?.outcome;
    const ended = !outcome || outcome.kind === 'done' || outcome.kind === 'accepted';
    for (const wish of list) {
      if (ended) move(device, wish, 'confirmed');
      else if (outcome.kind !== 'pending') move(device, wish, 'failed', new Fault(outcome.code ?? codeOf(outcome.kind), 0, outcome.kind, outcome.detail));
    }
    if (outcome && !ended && outcome.kind !== 'pending') announceFault(list[0]!.fault!, device);
    return operation;
  } catch (error) {
    const fault = error instanceof Fault ? error : new Fault('server.error', 0, String(error));
    for (const wish of list) move(device, wish, 'failed', fault);
    announceFault(fault, device);
    return undefined;
  } finally {
    clearTimeout(slow);
  }
}

const GivenUp = Symbol('given up');

/** Sends, and again with what the server asks of the person: a yes, or the PIN. */
async function insist(device: string, sure: boolean, send: (confirm: boolean, pin?: string) => Promise<Operation | undefined>): Promise<Operation | undefined | typeof GivenUp> {
  for (let pin: string | undefined; ; ) {
    try {
      return await send(sure, pin);
    } catch (error) {
      const code = error instanceof Fault ? error.code : '';
      if (code === 'confirmation.needed' && !sure) {
        if (!(await confirmRisk(device, error as Fault))) return GivenUp;
        sure = true;
      } else if (code === 'pin.required' || code === 'pin.wrong') {
        pin = await askPin(device, code === 'pin.wrong' ? (error as Fault) : undefined);
        if (pin === undefined) return GivenUp;
      } else throw error;
    }
  }
}

const codeOf = (kind: string): string => (kind === 'offline' ? 'device.offline' : kind === 'timedOut' ? 'device.timeout' : 'device.refused');

/** Sets properties of one device together. `sure`: the person has confirmed already, by holding a button or in a dialog. */
export function set(device: string, values: Record<string, Scalar>, sure = false): Promise<Operation | undefined> {
  const retry = (): void => void set(device, values, sure);
  const list = Object.entries(values).map(([address, value]): Wish => ({ address, value, phase: 'asked', at: Date.now(), retry }));
  return run(device, list, sure, (confirm, pin) =>
    put<Operation>(homePath(`/devices/${device}/properties`), pin === undefined ? values : { ...values, pin }, { confirm }));
}

/** Calls an action. */
export function act(device: string, address: string, input: Record<string, Scalar> = {}, sure = false): Promise<Operation | undefined> {
  const retry = (): void => void act(device, address, input, sure);
  return run(device, [{ address, phase: 'asked', at: Date.now(), retry }], sure, (confirm, pin) =>
    post<Operation>(homePath(`/devices/${device}/actions/${address}`), { in: input, pin }, { confirm }));
}

/** The feed may be faster than the answer: a report of what was wished for confirms it, and any other report ends a confirmed look. */
store.onChanges((changes: Changes) => {
  for (const { d, p, v } of changes.values ?? []) {
    const wish = wishOf(d, p);
    if (!wish) continue;
    if (wish.phase === 'confirmed' && wish.value !== v) dismiss(d, p);
    else if ((wish.phase === 'asked' || wish.phase === 'waiting') && wish.value === v) move(d, wish, 'confirmed');
  }
});
