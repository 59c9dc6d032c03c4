import './page.css';
import { useLanguage } from './i18n/text.ts';
import { announceWith, askWith } from './live/commands.ts';
import { signIn } from './live/session.ts';
import { tell } from './live/watch.ts';
import { confirmRisk, sayFault } from './shell/answers.ts';
import './shell/app.ts';

/** Ages on the page are wrong by at most this much. */
const ClockTickMs = 15_000;

askWith(confirmRisk);
announceWith(sayFault);
await useLanguage();
void signIn.begin();
setInterval(() => tell('clock'), ClockTickMs);
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') tell('clock');
});

addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k' && signIn.homeId) {
    event.preventDefault();
    void import('./shell/find.ts').then(({ find }) => find());
  }
});

if (import.meta.env.PROD && 'serviceWorker' in navigator && isSecureContext) {
  const workers = navigator.serviceWorker;
  // After everything of the first paint, which by now may be over.
  const keep = (): void => void workers.register('./sw.js').catch(() => undefined);
  if (document.readyState === 'complete') keep();
  else addEventListener('load', keep);
  // A newer build took over: the next step within the app begins with its files, so that old and new are never mixed.
  const wasKept = workers.controller !== null;
  workers.addEventListener('controllerchange', () => {
    if (wasKept) addEventListener('hashchange', () => location.reload(), { once: true });
  });
}
