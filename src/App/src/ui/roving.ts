// Radio groups move with the arrow keys, around the end to the beginning, and choose what they reach (WAI-ARIA, radio group).

/** The place of the button that an arrow key leads to, focused already; undefined for any other key. */
export function roved(event: KeyboardEvent, root: ShadowRoot): number | undefined {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step) return undefined;
  event.preventDefault();
  const buttons = [...root.querySelectorAll('button')];
  const now = Math.max(0, buttons.indexOf(root.activeElement as HTMLButtonElement));
  const next = (now + step + buttons.length) % buttons.length;
  buttons[next]!.focus();
  return next;
}
