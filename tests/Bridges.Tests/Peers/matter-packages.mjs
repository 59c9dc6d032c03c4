// The Matter packages that Kith's controller is built on are installed once, beside it; peers use the same.
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** @type {(name: string) => any} */
export const load = createRequire(join(process.env.MATTER_CONTROLLER, 'x.js'));
