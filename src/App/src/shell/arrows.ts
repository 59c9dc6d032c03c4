// The arrow keys go to the nearest thing that can be used in their direction: for remote controls of televisions, and for hands on a keyboard.
// A slider, a group of choices or a field keeps its own arrows: it has taken the event already, or is named here.
import { route } from './route.ts';

const directions: Record<string, [x: number, y: number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const usable = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), summary, [tabindex="0"]';
const keepsArrows = 'input, select, textarea, [contenteditable], [role="slider"], [role="radio"], [role="listbox"], [role="application"]';
/** A thing straight ahead counts as nearer than one to the side, by this factor of the sideways distance. */
const SidewaysCost = 3;

export function deepFocus(): Element | null {
  let focus = document.activeElement;
  while (focus?.shadowRoot?.activeElement) focus = focus.shadowRoot.activeElement;
  return focus;
}

function* within(root: ParentNode): Generator<HTMLElement> {
  if (root instanceof Element && root.shadowRoot) yield* within(root.shadowRoot);
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    if (element.matches(usable)) yield element;
    if (element.shadowRoot) yield* within(element.shadowRoot);
  }
}

/** The open dialog holds the focus; without one, the whole page. */
function area(focus: Element | null): ParentNode {
  for (let node: Node | null = focus; node; node = node instanceof ShadowRoot ? node.host : node.parentNode) {
    if (node instanceof Element && node.matches('k-dialog[open]')) return node;
  }
  return document;
}

function nearest(from: DOMRect | undefined, [dx, dy]: [number, number], focus: Element | null): HTMLElement | undefined {
  let best: HTMLElement | undefined;
  let least = Infinity;
  for (const element of within(area(focus))) {
    if (element === focus) continue;
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.height === 0 || !element.checkVisibility({ visibilityProperty: true })) continue;
    if (!from) return element;
    // From edge to edge ahead; from middle to middle aside, less where they overlap.
    const ahead = dx ? (dx > 0 ? box.left - from.right : from.left - box.right) : dy > 0 ? box.top - from.bottom : from.top - box.bottom;
    if (ahead < -2 && Math.abs(ahead) > (dx ? Math.min(box.width, from.width) : Math.min(box.height, from.height)) / 2) continue;
    const centre = dx ? dx * (box.left + box.right - from.left - from.right) : dy * (box.top + box.bottom - from.top - from.bottom);
    if (centre <= 2) continue;
    const overlap = dx ? Math.min(box.bottom, from.bottom) - Math.max(box.top, from.top) : Math.min(box.right, from.right) - Math.max(box.left, from.left);
    const aside = overlap > 0 ? 0 : -overlap;
    const off = dx ? Math.abs(box.top + box.bottom - from.top - from.bottom) / 20 : Math.abs(box.left + box.right - from.left - from.right) / 20;
    const cost = Math.max(0, ahead) + SidewaysCost * aside + off;
    if (cost < least) [least, best] = [cost, element];
  }
  return best;
}

addEventListener('keydown', (event) => {
  const direction = directions[event.key];
  if (!direction || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const focus = deepFocus();
  if (focus?.matches(keepsArrows) && focus.getAttribute('type') !== 'checkbox') return;
  const isNowhere = !focus || focus === document.body || focus.id === 'main';
  // Who reads with the arrow keys from the top of a page scrolls it; who has begun to step from thing to thing goes on.
  if (isNowhere && route.page !== 'wall' && !matchMedia('(pointer: none)').matches) return;
  const next = nearest(isNowhere ? undefined : focus.getBoundingClientRect(), direction, focus);
  if (!next) return;
  event.preventDefault();
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
});
