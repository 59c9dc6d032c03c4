// Who is signed in and which home is open.
import { get, post, remove, whenSignedOut } from './api.ts';
import { language, useLanguage } from '../i18n/text.ts';
import type { HomeRef, Session } from './contract.ts';
import { forgetAll, keepSession, keptSession, read, write } from './storage.ts';
import { store } from './store.ts';
import { tell } from './watch.ts';

const OpenHomeKey = 'kith.openHome';

class SignIn {
  current?: Session;
  /** True until it is known whether somebody is signed in. */
  asking = true;
  homeId?: string;

  /** Shows the kept home at once; the server's word follows. */
  async begin(): Promise<void> {
    const kept = keptSession();
    if (kept) this.take(kept);
    try {
      this.take(await get<Session>('/session'));
      keepSession(this.current!);
    } catch {
      // 401 has signed us out already; without a network the kept home stays, shown as not live.
    }
    this.asking = false;
    tell('session');
  }

  async enter(path: string, body: unknown): Promise<void> {
    this.take(await post<Session>(path, body));
    keepSession(this.current!);
    this.asking = false;
    // The account knows its language; this device may have guessed another.
    const spoken = this.current!.account.language;
    if (spoken && spoken !== language) await useLanguage(spoken, true);
    tell('session');
  }

  async leave(): Promise<void> {
    try {
      await remove('/session');
    } finally {
      this.forget();
    }
  }

  readonly forget = (): void => {
    this.current = undefined;
    this.homeId = undefined;
    store.close();
    forgetAll();
    this.asking = false;
    tell('session', 'home', 'devices', 'connection');
  };

  async refresh(): Promise<void> {
    this.take(await get<Session>('/session'));
    keepSession(this.current!);
  }

  choose(home: string): void {
    if (!this.current) return;
    this.homeId = home;
    write(OpenHomeKey, home);
    store.open(this.current.account.id, home);
    tell('session', 'home', 'devices', 'rooms');
  }

  get home(): HomeRef | undefined {
    return this.current?.homes.find((home) => home.id === this.homeId);
  }

  /** A wall panel or television that somebody let in: it sees and controls one home. */
  get isPanel(): boolean {
    return this.current?.kind === 'panel';
  }

  /** May this person change how the home is set up? */
  get mayManage(): boolean {
    if (this.isPanel) return false;
    const role = store.home?.role ?? this.home?.role;
    return role === 'owner' || role === 'admin';
  }

  /** Does this person learn who is where and who did what? */
  get seesPeople(): boolean {
    const role = store.home?.role ?? this.home?.role;
    return role !== 'child' && role !== 'guest';
  }

  private take(session: Session): void {
    if (this.current && this.current.account.id !== session.account.id) forgetAll();
    this.current = session;
    const wanted = this.homeId ?? read<string>(OpenHomeKey);
    const home = session.homes.find((one) => one.id === wanted) ?? session.homes[0];
    if (home) this.choose(home.id);
    tell('session');
  }
}

export const signIn = new SignIn();
whenSignedOut(signIn.forget);
store.whenRefused = () => void signIn.refresh().catch(() => undefined);

/** `/homes/<the open home>` for building paths. */
export function homePath(rest: string): string {
  return `/homes/${signIn.homeId ?? ''}${rest}`;
}
