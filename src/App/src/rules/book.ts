// The rules of the open home: read when a page first asks, kept true by the feed, which names those that changed.
import { Fault, get, query } from '../live/api.ts';
import { place } from '../live/arrangement.ts';
import { homePath, signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { tell, whenever } from '../live/watch.ts';
import type { RuleView } from './document.ts';

/** So many rules are read again whole when one changes; of more, only those that did. */
const FewRules = 50;
const MostSingles = 4;
const PageSize = 200;
/** A rule that runs again and again is not asked about each time. */
const GatherMs = 250;

class Book {
  /** Undefined until they are known. */
  rules?: RuleView[];
  fault?: unknown;
  private home?: string;
  private asked?: Promise<void>;
  private readonly changed = new Set<string>();

  constructor() {
    store.onChanges(({ rules }) => {
      if (rules && this.rules && this.home === signIn.homeId) this.refreshSoon(rules);
    });
    whenever(['connection'], () => {
      if (store.isLive && this.asked) void this.load();
    });
  }

  find(id: string): RuleView | undefined {
    return this.home === signIn.homeId ? this.rules?.find((rule) => rule.id === id) : undefined;
  }

  /** As the person put them; those they never moved follow in the home's order. */
  get inOrder(): RuleView[] | undefined {
    const mine = store.arrangement.rules;
    return mine.length > 0 ? this.rules && [...this.rules].sort((a, b) => place(mine, a.id) - place(mine, b.id)) : this.rules;
  }

  of(device: string): RuleView[] {
    return this.home === signIn.homeId ? (this.rules ?? []).filter((rule) => rule.devices.includes(device)) : [];
  }

  /** Asks once per home; what changes afterwards comes by the feed. */
  open(): void {
    if (this.home === signIn.homeId && this.asked) return;
    this.home = signIn.homeId;
    this.rules = undefined;
    void this.load();
  }

  /** Once they have been read, or could not be. */
  async known(): Promise<void> {
    this.open();
    await this.asked;
  }

  load(): Promise<void> {
    return (this.asked = this.read());
  }

  /** As the server has just answered; the feed says the same a moment later. */
  take(rule: RuleView): void {
    if (!this.rules) return;
    const known = this.rules.some(({ id }) => id === rule.id);
    this.rules = (known ? this.rules.map((one) => (one.id === rule.id ? rule : one)) : [...this.rules, rule]).sort((a, b) => a.order - b.order);
    tell('rules');
  }

  drop(id: string): void {
    this.rules = this.rules?.filter((rule) => rule.id !== id);
    tell('rules');
  }

  private async read(): Promise<void> {
    const home = this.home;
    try {
      const all: RuleView[] = [];
      for (let cursor: string | undefined, first = true; first || cursor; first = false) {
        const page = await get<{ items: RuleView[]; next?: string }>(homePath(`/rules${query({ limit: PageSize, cursor })}`));
        all.push(...page.items);
        cursor = page.next;
      }
      if (home !== this.home) return;
      this.rules = all;
      this.fault = undefined;
    } catch (error) {
      this.fault = error;
    }
    tell('rules');
  }

  private refreshSoon(ids: string[]): void {
    if (this.changed.size === 0) {
      setTimeout(() => {
        const all = [...this.changed];
        this.changed.clear();
        void this.refresh(all);
      }, GatherMs);
    }
    for (const id of ids) this.changed.add(id);
  }

  private async refresh(ids: string[]): Promise<void> {
    if (ids.length > MostSingles || (this.rules?.length ?? 0) <= FewRules) return this.load();
    await Promise.all(ids.map(async (id) => {
      try {
        this.take(await get<RuleView>(homePath(`/rules/${id}`)));
      } catch (error) {
        if (error instanceof Fault && error.status === 404) this.drop(id);
      }
    }));
  }
}

export const book = new Book();
