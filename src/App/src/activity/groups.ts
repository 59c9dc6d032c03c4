// Devices that come or go together, after a restart or a broken line, are one line: forty would hide what somebody looks for.
import type { Activity } from '../live/contract.ts';

const TogetherMs = 120_000;
const FewestForGroup = 3;

/** The items in their order, neighbours that belong together in one list. */
export function grouped(items: Activity[]): Activity[][] {
  const groups: Activity[][] = [];
  for (const item of items) {
    const group = groups.at(-1);
    if (group && belongs(group[0]!, item)) group.push(item);
    else groups.push([item]);
  }
  return groups.flatMap((group) => (group.length < FewestForGroup ? group.map((item) => [item]) : [group]));
}

const belongs = (first: Activity, item: Activity): boolean =>
  first.kind === 'presence' && item.kind === 'presence' && first.value === item.value && Math.abs(Date.parse(first.at) - Date.parse(item.at)) <= TogetherMs;
