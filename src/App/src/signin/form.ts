import { css } from 'lit';

/** The quiet page of one card for whoever is not signed in yet. */
export const alone = css`
  :host { display: grid; place-items: center; min-height: calc(100dvh - 140px); }
  .box { width: min(100%, 400px); display: grid; gap: var(--s5); }
  .mark { display: grid; justify-items: center; gap: var(--s3); text-align: center; }
  .mark img { width: 68px; height: 68px; border-radius: 20px; }
  .panel { display: grid; place-items: center; min-height: 44px; font-size: var(--size-small); }
  .languages { display: flex; justify-content: center; gap: var(--s2); }
  .languages button { min-height: 44px; padding: 0 var(--s3); border: 0; background: none; color: var(--text-2); border-radius: 999px; }
  .languages [aria-pressed='true'] { color: var(--text); font-weight: 650; }
`;
