import { css } from 'lit';

/** Two tiles beside each other on a phone, as many as fit elsewhere. */
export const grid = css`
  .tiles { display: grid; gap: 12px; grid-template-columns: repeat(auto-fill, minmax(min(154px, calc(50% - 6px)), 1fr)); }
  @media (min-width: 900px) { .tiles { grid-template-columns: repeat(auto-fill, minmax(172px, 1fr)); gap: 14px; } }
  .tiles li { min-width: 0; }
  .tiles k-tile { height: 100%; }
  .ghost { min-height: 124px; border-radius: 22px; background: var(--surface-off); animation: wait 1.2s infinite alternate; }
  @keyframes wait { to { opacity: 0.5; } }
  @media (prefers-reduced-motion: reduce) { .ghost { animation: none; } }
`;
