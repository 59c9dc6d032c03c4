// The home as this page knows it: the last snapshot with every change since applied. There is one home open at a time.
import type { Activity, Arrangement, Changes, Device, Home, Pairing, Person, Reading, Room, Scalar, Snapshot, Spec } from './contract.ts';
import { keepSnapshot, keptSnapshot } from './storage.ts';
import { Stream, type StreamEnd } from './stream.ts';
import { tellAll, type Topic } from './watch.ts';

/** connecting: never was live yet. live: what is shown is true. lost: it was live and is not. */
export type Connection = 'connecting' | 'live' | 'lost' | 'refused';
export type Quality = 'live' | 'stale' | 'unknown';

/** A cached snapshot is written at most this often. */
const KeepEveryMs = 10_000;
/** Activities of the feed that are kept for the activity page to pick up. */
const RecentActivities = 100;

const unarranged: Arrangement = { favourites: [], rooms: [], devices: [], hidden: [], rules: [], answered: {} };

class Store {
  home?: Home;
  rooms: Room[] = [];
  people: Person[] = [];
  arrangement = unarranged;
  /** Notices that this person has not looked at. */
  unread = 0;
  readonly devices = new Map<string, Device>();
  readonly specs = new Map<string, Spec>();
  readonly pairings = new Map<string, Pairing>();
  recent: Activity[] = [];
  connection: Connection = 'connecting';
  /** When what is shown was last known to be true. */
  trueAt?: number;

  private account = '';
  private sequence?: number;
  private stream?: Stream;
  private keepTimer?: ReturnType<typeof setTimeout>;
  private readonly listeners = new Set<(changes: Changes) => void>();
  /** Asked when the home lets nobody in any more: is it the home, or the sign-in? */
  whenRefused: () => void = () => {};

  /** Shows what is kept of the home at once and then follows it live. */
  open(account: string, home: string): void {
    if (this.stream && this.home?.id === home && this.account === account) return;
    this.close();
    this.account = account;
    const kept = keptSnapshot(account, home);
    if (kept) {
      this.take(kept.snapshot);
      this.trueAt = kept.at;
      // A sequence of an earlier visit may belong to a server that forgot it: the first answer is always a whole snapshot.
      this.sequence = undefined;
    }
    this.stream = new Stream(home, {
      opened: () => {
        if (this.sequence !== undefined) this.setConnection('live');
      },
      snapshot: (snapshot) => {
        this.take(snapshot);
        this.setConnection('live');
        this.keepSoon();
      },
      changes: (changes) => this.apply(changes),
      closed: (reason) => this.closedBecause(reason),
      resumeAfter: () => this.sequence,
    });
    this.stream.start();
  }

  /** Shows a made-up home that nobody follows and nothing keeps (the gallery). */
  pretend(snapshot: Snapshot): void {
    this.close();
    this.take(snapshot);
    this.sequence = undefined;
  }

  close(): void {
    this.stream?.stop();
    this.stream = undefined;
    clearTimeout(this.keepTimer);
    this.keepTimer = undefined;
    this.home = undefined;
    this.rooms = [];
    this.people = [];
    this.arrangement = unarranged;
    this.unread = 0;
    this.devices.clear();
    this.specs.clear();
    this.pairings.clear();
    this.recent = [];
    this.sequence = undefined;
    this.trueAt = undefined;
    this.connection = 'connecting';
  }

  /** Tries the connection again now. */
  wake(): void {
    this.stream?.wake();
  }

  get isLive(): boolean {
    return this.connection === 'live';
  }

  onChanges(listener: (changes: Changes) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  device(id: string): Device | undefined {
    return this.devices.get(id);
  }

  specOf(device: Device): Spec | undefined {
    return this.specs.get(device.spec);
  }

  room(id: string | undefined): Room | undefined {
    return id === undefined ? undefined : this.rooms.find((room) => room.id === id);
  }

  reading(device: Device, address: string): Reading | undefined {
    return device.values[address];
  }

  quality(device: Device, address: string): Quality {
    if (device.values[address] === undefined) return 'unknown';
    return device.online ? 'live' : 'stale';
  }

  get myself(): Person | undefined {
    return this.people.find((person) => person.id === this.home?.me);
  }

  /** As the person has just arranged it; the server's word follows. */
  arrangeAs(arrangement: Arrangement): void {
    this.arrangement = arrangement;
    this.keepSoon();
    tellAll(new Set<Topic>(['arrangement']));
  }

  private setConnection(connection: Connection): void {
    if (connection === 'live') this.trueAt = Date.now();
    if (this.connection === connection) return;
    if (this.connection === 'live') this.trueAt = Date.now();
    this.connection = connection;
    tellAll(new Set<Topic>(['connection']));
  }

  private closedBecause(reason: StreamEnd): void {
    if (reason === 'lost') {
      this.setConnection(this.connection === 'connecting' ? 'connecting' : 'lost');
      // Even when it never was live, the page must learn that an attempt failed.
      tellAll(new Set<Topic>(['connection']));
    } else {
      this.setConnection('refused');
      this.whenRefused();
    }
  }

  private take(snapshot: Snapshot): void {
    this.home = snapshot.home;
    this.rooms = inOrder(snapshot.rooms);
    this.people = snapshot.people;
    // What an earlier version kept may lack what this one knows.
    this.arrangement = { ...unarranged, ...snapshot.arrangement };
    this.unread = snapshot.unread ?? 0;
    this.specs.clear();
    for (const [id, spec] of Object.entries(snapshot.specs)) this.specs.set(id, tidy(spec));
    const topics = new Set<Topic>(['home', 'rooms', 'people', 'devices', 'values', 'activity', 'arrangement', 'notices']);
    for (const id of this.devices.keys()) topics.add(`device:${id}`);
    this.devices.clear();
    for (const device of snapshot.devices) {
      this.devices.set(device.id, device);
      topics.add(`device:${device.id}`);
    }
    this.sequence = snapshot.sequence;
    tellAll(topics);
  }

  /** Applies one batch whole, then tells once: a change of fifty devices is one render. */
  private apply(changes: Changes): void {
    // Repeats are harmless, an older batch after a newer one is not.
    if (this.sequence !== undefined && changes.sequence < this.sequence) return;
    this.sequence = changes.sequence;
    const topics = new Set<Topic>();
    for (const [id, spec] of Object.entries(changes.specs ?? {})) this.specs.set(id, tidy(spec));
    for (const device of changes.devices ?? []) {
      this.devices.set(device.id, device);
      topics.add('devices').add(`device:${device.id}`);
    }
    for (const id of changes.removed ?? []) {
      this.devices.delete(id);
      topics.add('devices').add(`device:${id}`);
    }
    for (const { d, p, v, t, o } of changes.values ?? []) {
      const device = this.devices.get(d);
      if (!device) continue;
      device.values[p] = o === undefined ? { v, t } : { v, t, o };
      device.seen = t;
      topics.add(`device:${d}`).add('values');
    }
    for (const { d, online, t } of changes.presence ?? []) {
      const device = this.devices.get(d);
      if (!device) continue;
      device.online = online;
      if (online) device.seen = t;
      topics.add(`device:${d}`).add('values');
    }
    if (changes.rooms) {
      this.rooms = inOrder(changes.rooms);
      topics.add('rooms').add('devices');
    }
    if (changes.people) {
      this.people = changes.people;
      topics.add('people');
    }
    for (const { p, at, since } of changes.moves ?? []) {
      this.people = this.people.map((person) => (person.id === p ? { ...person, at, since } : person));
      topics.add('people');
    }
    if (changes.unread !== undefined) {
      this.unread = changes.unread;
      topics.add('notices');
    }
    if (changes.arrangement) {
      this.arrangement = changes.arrangement;
      topics.add('arrangement');
    }
    if (changes.home) {
      this.home = { ...this.home, ...changes.home };
      topics.add('home');
    }
    for (const pairing of changes.pairings ?? []) {
      this.pairings.set(pairing.id, { ...this.pairings.get(pairing.id), ...pairing });
      topics.add('pairings');
    }
    if (changes.activity?.length) {
      this.recent = [...changes.activity].reverse().concat(this.recent).slice(0, RecentActivities);
      topics.add('activity');
    }
    for (const listener of this.listeners) listener(changes);
    this.trueAt = Date.now();
    tellAll(topics);
    this.keepSoon();
  }

  private keepSoon(): void {
    this.keepTimer ??= setTimeout(() => this.keep(), KeepEveryMs);
  }

  /** Writes what is known for the next visit. */
  keep(): void {
    clearTimeout(this.keepTimer);
    this.keepTimer = undefined;
    if (!this.home || this.sequence === undefined) return;
    keepSnapshot(this.account, {
      sequence: this.sequence, home: this.home, rooms: this.rooms, people: this.people, arrangement: this.arrangement, unread: this.unread,
      devices: [...this.devices.values()], specs: Object.fromEntries(this.specs),
    });
  }
}

/** Specs write a range as MIoT does, [min, max, step]; here it has names. */
function tidy(spec: Spec): Spec {
  for (const service of spec.services) {
    service.actions ??= [];
    service.events ??= [];
    for (const property of (service.properties ??= [])) {
      const range = property.range as unknown;
      if (Array.isArray(range)) property.range = { min: range[0] as number, max: range[1] as number, step: (range[2] as number | undefined) ?? 1 };
    }
  }
  return spec;
}

const inOrder = (rooms: Room[]): Room[] => [...rooms].sort((a, b) => a.order - b.order || a.name.localeCompare(b.name));

export const store = new Store();

addEventListener('pagehide', () => store.keep());
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') store.keep();
});

/** The value of an address as a type, or undefined when unknown or of another type. */
export function numberOf(device: Device, address: string): number | undefined {
  const value = device.values[address]?.v;
  return typeof value === 'number' ? value : undefined;
}

export const valueOf = (device: Device, address: string): Scalar | undefined => device.values[address]?.v;
