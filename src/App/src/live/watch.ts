import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What may change: one device, the list of them, rooms, the connection, the minute. */
export type Topic =
  | `device:${string}` | 'devices' | 'values' | 'rooms' | 'people' | 'home' | 'connection' | 'activity' | 'pairings' | 'session'
  | 'arrangement' | 'rules' | 'notices' | 'preferences' | 'clock' | 'route' | 'toasts' | 'assistant' | 'microphone';

interface Watcher { wants(topics: ReadonlySet<Topic>): boolean; changed(): void }

const watchers = new Set<Watcher>();

/** Tells everybody who watches one of the topics, once each. Lit renders them together in the next microtask. */
export function tell(...topics: Topic[]): void {
  tellAll(new Set(topics));
}

export function tellAll(topics: ReadonlySet<Topic>): void {
  if (topics.size === 0) return;
  for (const watcher of watchers) if (watcher.wants(topics)) watcher.changed();
}

/** Renders an element again when a topic it names changes. The topics are asked for each time, so they may depend on its properties. */
export class Watch implements ReactiveController, Watcher {
  constructor(private readonly host: ReactiveControllerHost, private readonly topics: () => readonly Topic[]) {
    host.addController(this);
  }

  hostConnected(): void {
    watchers.add(this);
  }

  hostDisconnected(): void {
    watchers.delete(this);
  }

  wants(topics: ReadonlySet<Topic>): boolean {
    return this.topics().some((topic) => topics.has(topic));
  }

  changed(): void {
    this.host.requestUpdate();
  }
}

/** For what is no element and lives as long as the page. */
export function whenever(topics: readonly Topic[], run: () => void): void {
  watchers.add({ wants: (told) => topics.some((topic) => told.has(topic)), changed: run });
}
