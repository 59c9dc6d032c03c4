import type { HistoryPoint } from '../live/contract.ts';

/** A rising meter as what it grew by from point to point; a reset starts again from zero instead of falling. */
export function growth(points: HistoryPoint[]): HistoryPoint[] {
  const grown: HistoryPoint[] = [];
  for (let at = 1; at < points.length; at++) {
    const [before, now] = [points[at - 1]!, points[at]!];
    const by = now.last >= before.last ? now.last - before.last : now.last;
    grown.push({ t: now.t, min: by, max: by, mean: by, last: by, count: now.count });
  }
  return grown;
}
