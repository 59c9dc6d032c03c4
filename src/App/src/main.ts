import './page.css';
import { useLanguage } from './i18n/text.ts';
import { announceWith, askPinWith, askWith } from './live/commands.ts';
import { signIn } from './live/session.ts';
import { tell } from './live/watch.ts';
import { askPin, confirmRisk, sayFault } from './shell/answers.ts';
import './shell/app.ts';
import { deepFocus } from './shell/arrows.ts';
import { keepInstalled } from './shell/installed.ts';

/** Ages on the page are wrong by at most this much. */
const ClockTickMs = 15_000;

askWith(confirmRisk);
askPinWith(askPin);
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

/** "/" where nobody types, and Ctrl+Space anywhere: a word with the home. */
addEventListener('keydown', (event) => {
  const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !deepFocus()?.matches('input, select, textarea, [contenteditable]');
  const isSpace = event.key === ' ' && event.ctrlKey && !event.metaKey && !event.altKey;
  if ((!isSlash && !isSpace) || event.defaultPrevented || !signIn.homeId) return;
  event.preventDefault();
  void import('./assistant/panel.ts').then(({ openAssistant }) => openAssistant());
});

keepInstalled();
