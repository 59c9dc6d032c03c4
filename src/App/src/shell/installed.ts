// What an installed app does beyond a page: files kept on the device, word of a new version, a number on its icon.
import { dangers } from '../home/summary.ts';
import { t } from '../i18n/text.ts';
import { store } from '../live/store.ts';
import { whenever } from '../live/watch.ts';
import { toast } from '../ui/toasts.ts';
import { route } from './route.ts';

export function keepInstalled(): void {
  if ('setAppBadge' in navigator) countDangers();
  if (!import.meta.env.PROD || !('serviceWorker' in navigator) || !isSecureContext) return;
  const workers = navigator.serviceWorker;
  // After everything of the first paint, which by now may be over.
  const keep = (): void => void workers.register('./sw.js').catch(() => undefined);
  if (document.readyState === 'complete') keep();
  else addEventListener('load', keep);
  const wasKept = workers.controller !== null;
  workers.addEventListener('controllerchange', () => {
    if (wasKept) offerNewVersion();
  });
}

/** A newer build took over: the next step within the app begins with its files, so that old and new are never mixed. */
function offerNewVersion(): void {
  // Nobody stands at a panel to be asked.
  if (route.page === 'wall') location.reload();
  toast({ text: t('app.newVersion'), action: t('app.reload'), run: () => location.reload() });
  addEventListener('hashchange', () => location.reload(), { once: true });
}

/** New notices on the icon of the app, and dangers that last although they were read; the service worker counts on while the app is closed. */
function countDangers(): void {
  let shown = -1;
  const count = (): void => {
    const now = Math.max(dangers().length, store.unread);
    if (now === shown) return;
    shown = now;
    void navigator.setAppBadge(now).catch(() => undefined);
  };
  whenever(['values', 'devices', 'notices'], count);
}
