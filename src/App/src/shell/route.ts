// Where we are: #/device/desk-lamp is page "device", id "desk-lamp"; a third part, such as edit, is for the page itself.
import { tell } from '../live/watch.ts';

export interface Route { page: string; id?: string; part?: string }

/** A part of a mistyped address may be no text at all. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function parse(): Route {
  const [page, id, part] = location.hash.replace(/^#\/?/, '').split('?')[0]!.split('/').map(decoded);
  return { page: page || 'home', id: id || undefined, part: part || undefined };
}

export let route: Route = parse();
let earlier = 0;

let mayLeave: (() => Promise<boolean>) | undefined;
let here = location.hash;

/** Somebody who holds what is not saved is asked before another page comes; undefined when there is nothing to lose any more. */
export function askBeforeLeaving(ask?: () => Promise<boolean>): void {
  mayLeave = ask;
}

addEventListener('hashchange', () => {
  const wanted = location.hash;
  if (mayLeave && wanted !== here) {
    history.replaceState(null, '', here);
    // What was saved while the question stood has gone on by itself.
    void mayLeave().then((may) => {
      if (!may || !mayLeave) return;
      mayLeave = undefined;
      location.hash = wanted;
    });
    return;
  }
  here = wanted;
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
  here = hash;
  route = parse();
  tell('route');
}

/** Back to where one came from; the given page when the app was opened right here. */
export function goBack(otherwise: string): void {
  if (earlier > 0) history.back();
  else go(otherwise, true);
}
