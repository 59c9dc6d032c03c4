// Where we are: #/device/desk-lamp is page "device", id "desk-lamp".
import { tell } from '../live/watch.ts';

export interface Route { page: string; id?: string }

/** A part of a mistyped address may be no text at all. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function parse(): Route {
  const [page, id] = location.hash.replace(/^#\/?/, '').split('?')[0]!.split('/').map(decoded);
  return { page: page || 'home', id: id || undefined };
}

export let route: Route = parse();
let earlier = 0;

addEventListener('hashchange', () => {
  route = parse();
  earlier++;
  tell('route');
});

export function go(path: string, replace = false): void {
  const hash = `#/${path}`;
  if (location.hash === hash) return;
  if (!replace) {
    location.hash = hash;
    return;
  }
  history.replaceState(null, '', hash);
  route = parse();
  tell('route');
}

/** Back to where one came from; the given page when the app was opened right here. */
export function goBack(otherwise: string): void {
  if (earlier > 0) history.back();
  else go(otherwise, true);
}
