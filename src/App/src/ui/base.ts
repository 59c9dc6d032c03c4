import { css } from 'lit';

/** What every page and component has in common: type, buttons, fields, cards, rows. */
export const base = css`
  *, *::before, *::after { box-sizing: border-box; }
  :host { color: var(--text); }
  :host([hidden]), [hidden] { display: none !important; }
  h1, h2, h3, p, ul, ol, dl, dd, figure { margin: 0; padding: 0; }
  h1 { font-size: var(--size-title); font-weight: 700; letter-spacing: -0.02em; line-height: 1.15; overflow-wrap: anywhere; }
  h2, h3, p, dd { overflow-wrap: break-word; }
  h2 { font-size: var(--size-heading); font-weight: 650; letter-spacing: -0.01em; line-height: 1.25; }
  h3 { font-size: var(--size-body); font-weight: 600; }
  ul, ol { list-style: none; }
  a { color: var(--accent-text); text-decoration: none; }
  button, input, select, textarea { font: inherit; color: inherit; }
  button { cursor: pointer; touch-action: manipulation; }
  :focus { outline: none; }
  :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
  .muted { color: var(--text-2); }
  .small { font-size: var(--size-small); }
  .sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

  .button {
    display: inline-flex; align-items: center; justify-content: center; gap: var(--s2); min-height: var(--target); padding: 0 var(--s4);
    border: 0; border-radius: 999px; background: var(--button); color: var(--text); font-weight: 600; text-align: center;
    transition: background var(--quick), transform var(--quick);
  }
  .button:active { transform: scale(0.97); }
  .button:disabled { opacity: 0.5; cursor: default; transform: none; }
  .button.primary { background: var(--accent); color: var(--on-accent); }
  .button.quiet { background: transparent; color: var(--accent-text); }
  .button.danger { background: var(--alert-soft); color: var(--alert-text); }
  .button.wide { width: 100%; }
  .icon-button {
    display: inline-grid; place-items: center; width: var(--target); height: var(--target); flex: none; border: 0; border-radius: 50%;
    background: transparent; color: var(--text); transition: background var(--quick);
  }
  .icon-button.filled { background: var(--surface); box-shadow: var(--shadow-1); }
  @media (hover: hover) {
    .button:hover:not(:disabled) { filter: brightness(0.97); }
    .icon-button:hover { background: var(--surface-sunk); }
  }

  .card { background: var(--surface); border-radius: var(--radius-l); box-shadow: var(--shadow-1); padding: var(--s5); }
  .list { background: var(--surface); border-radius: var(--radius); box-shadow: var(--shadow-1); overflow: hidden; }
  .row {
    display: flex; align-items: center; gap: var(--s3); width: 100%; min-height: 56px; padding: var(--s2) var(--s4);
    border: 0; background: transparent; color: inherit; text-align: start; font: inherit; text-decoration: none;
  }
  .row + .row, .list > li + li { border-top: 1px solid var(--line); }
  .row .grow, .grow { flex: 1; min-width: 0; }
  .row k-icon { color: var(--text-2); }
  a.row:focus-visible, button.row:focus-visible { outline-offset: -3px; border-radius: var(--radius); }
  @media (hover: hover) { a.row:hover, button.row:hover { background: var(--surface-hover); } }
  .stack { display: grid; gap: var(--s4); align-content: start; }
  .stack > *, .grid > * { min-width: 0; }
  .line { display: flex; align-items: center; gap: var(--s3); flex-wrap: wrap; }
  .clip { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }

  label { display: grid; gap: 6px; font-size: var(--size-small); font-weight: 600; color: var(--text-2); }
  input[type='text'], input[type='password'], input[type='date'], input[type='datetime-local'], input[type='number'], input:not([type]), select, textarea {
    width: 100%; min-height: 48px; padding: 0 var(--s3); border: 1px solid var(--line-strong); border-radius: var(--radius-s);
    background: var(--surface); color: var(--text); font-size: var(--size-body); font-weight: 400;
  }
  textarea { padding: var(--s3); line-height: 1.4; resize: vertical; }
  input[type='checkbox'] { width: 22px; height: 22px; margin: 0; accent-color: var(--accent); flex: none; }
  .check { display: flex; align-items: center; gap: var(--s3); min-height: var(--target); font-size: var(--size-body); font-weight: 400; color: var(--text); }
  .problem { color: var(--alert-text); background: var(--alert-soft); border-radius: var(--radius-s); padding: var(--s3); font-size: 0.9375rem; }
  .note { color: var(--text-2); background: var(--surface-sunk); border-radius: var(--radius-s); padding: var(--s3); font-size: 0.9375rem; }
  .badge { display: inline-flex; align-items: center; gap: 4px; padding: 2px 10px; border-radius: 999px; background: var(--surface-sunk); color: var(--text-2);
    font-size: var(--size-small); font-weight: 600; white-space: nowrap; }
  .badge.safe { background: var(--safe-soft); color: var(--safe-text); }
  .badge.alert { background: var(--alert-soft); color: var(--alert-text); }
  .badge.stale { background: var(--stale-soft); color: var(--stale-text); }
  code, .mono { font-family: ui-monospace, "SF Mono", "Cascadia Mono", "Noto Sans Mono", monospace; font-size: 0.9em; overflow-wrap: anywhere; }
`;
