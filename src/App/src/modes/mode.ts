// How the home is lived in: its words and pictures, and how a person changes it. One tap, and 10 s to take it back.
import { t } from '../i18n/text.ts';
import { put } from '../live/api.ts';
import type { Home, Mode } from '../live/contract.ts';
import { homePath, signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { tell } from '../live/watch.ts';
import { faultText } from '../ui/said.ts';
import { toast } from '../ui/toasts.ts';

export const modes: readonly Mode[] = ['home', 'away', 'night', 'holiday'];

export const modeIcon: Record<Mode, string> = { home: 'home', away: 'away', night: 'moon', holiday: 'suitcase' };

/** The server decides; this only spares people a button that it would refuse. */
export const maySetMode = (): boolean => ['owner', 'admin', 'adult'].includes(store.home?.role ?? signIn.home?.role ?? '');

export async function setMode(mode: Mode): Promise<void> {
  const before = store.home?.mode?.now;
  if (mode === before) return;
  try {
    const { mode: kept } = await put<Home>(homePath('/mode'), { mode });
    // The feed says the same to every screen; this one need not wait for it.
    if (store.home && kept) store.home = { ...store.home, mode: kept };
    tell('home');
    toast({ text: t('mode.set', { mode: t(`mode.${mode}`) }), tone: 'safe', ...(before ? { action: t('do.undo'), run: () => void setMode(before) } : {}) });
  } catch (error) {
    toast({ text: faultText(error), tone: 'alert' });
  }
}
