import { css } from 'lit';

/** What the forms of a rule have in common. */
export const formed = css`
  .form { display: grid; gap: var(--s4); }
  .pair { display: grid; gap: var(--s3); grid-template-columns: repeat(auto-fit, minmax(min(100%, 170px), 1fr)); align-items: start; }
  input[type='time'], textarea { width: 100%; min-height: 48px; padding: 0 var(--s3); border: 1px solid var(--line-strong); border-radius: var(--radius-s); background: var(--surface); color: var(--text); font: inherit; font-size: var(--size-body); font-weight: 400; }
  textarea { padding: var(--s3); resize: vertical; line-height: 1.5; }
  textarea.code { font-family: ui-monospace, "SF Mono", "Cascadia Mono", "Noto Sans Mono", monospace; font-size: 0.875rem; }
  .form > *, .pair > * { min-width: 0; }
  .note { overflow-wrap: anywhere; }
  h3 { font-size: var(--size-small); color: var(--text-2); }
  fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
  legend { margin-bottom: 6px; }
  legend, .caption { padding: 0; font-size: var(--size-small); font-weight: 600; color: var(--text-2); }
  .chips { display: flex; flex-wrap: wrap; gap: 6px; }
  .chip { min-width: 44px; min-height: 44px; padding: 0 var(--s3); border: 0; border-radius: 999px; background: var(--button); color: var(--text); font-weight: 600; font-size: var(--size-small); }
  .chip[aria-pressed='true'] { background: var(--accent-soft); color: var(--accent-text); }
  .with-unit { display: flex; align-items: center; gap: var(--s2); }
  .with-unit input { flex: 1; min-width: 0; }
  summary { display: flex; align-items: center; min-height: 44px; font-weight: 600; font-size: var(--size-small); color: var(--accent-text); cursor: pointer; border-radius: var(--radius-s); width: fit-content; }
`;
