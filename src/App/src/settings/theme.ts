// Light, dark, or as the system: kept on this device; public/theme.js applies it before the first paint.
import { tell } from '../live/watch.ts';

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const ThemeKey = 'kith.theme';

declare global {
  interface Window { kithTheme?: () => void }
}

export function theme(): Theme {
  try {
    const kept = localStorage.getItem(ThemeKey);
    return kept === 'light' || kept === 'dark' ? kept : 'auto';
  } catch {
    return 'auto';
  }
}

export function chooseTheme(wanted: string): void {
  try {
    if (wanted === 'auto') localStorage.removeItem(ThemeKey);
    else localStorage.setItem(ThemeKey, wanted);
  } catch {
    // Without storage the choice lasts as long as the page.
    document.documentElement.dataset['theme'] = wanted === 'dark' ? 'dark' : 'light';
    return;
  }
  window.kithTheme?.();
  tell('preferences');
}
