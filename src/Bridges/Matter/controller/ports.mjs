// Others remember where they last reached a node: it keeps its port over restarts, whichever was free when it first started.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param {string} folder @param {string} name of the node; 0 takes any port that is free */
export function portOf(folder, name) {
  try {
    return Number(readFileSync(join(folder, `${name}.port`), 'utf8')) || 0;
  } catch {
    return 0;
  }
}

/** @param {string} folder @param {string} name @param {number} port */
export function keepPort(folder, name, port) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.port`), String(port));
}
