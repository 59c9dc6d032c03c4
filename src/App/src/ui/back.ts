import { css } from 'lit';

/** The way back at the top of a page, and its heading. */
export const back = css`
  .back { display: inline-flex; align-items: center; gap: 2px; min-height: 44px; margin-left: -8px; padding: 0 12px 0 4px; border: 0; background: none; color: var(--accent-text); font-weight: 600; border-radius: 12px; font-size: 1rem; }
  .back k-icon { font-size: 0.85rem; }
  .title { display: flex; align-items: center; gap: var(--s3); flex-wrap: wrap; margin: var(--s1) 0 var(--s5); }
  .page { max-width: 720px; }
  .page section { margin-top: var(--s5); }
  .page section > h2 { margin-bottom: var(--s3); }
  form.stack { max-width: 440px; }
`;
