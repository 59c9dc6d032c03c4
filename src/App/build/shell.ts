// What makes the build an installable app: the service worker with its list of files, compressed neighbours, and the budget.
//   1. every file of dist/ is hashed; the hash of all is the version of the service worker's cache
//   2. sw.js gets that list and version
//   3. each text file gets a .br and a .gz beside it, which the server sends as they are
//   4. the first route is added up as a browser gets it (brotli); over budget fails the build
import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin, Rollup } from 'vite';

/** Scripts and styles of the first route, compressed, in bytes: a second on slow 3G (issue: the first app). */
const FirstRouteBudget = 60_000;

const Text = /\.(js|css|html|svg|json|webmanifest)$/;

type Output = Rollup.OutputBundle;

/** The entry, what it imports at once, and the heavier of the two languages. */
function firstRoute(bundle: Output): string[] {
  const files = new Set<string>(['theme.js']);
  const add = (name: string): void => {
    const chunk = bundle[name];
    if (!chunk || files.has(name)) return;
    files.add(name);
    if (chunk.type === 'chunk') chunk.imports.forEach(add);
  };
  for (const [name, item] of Object.entries(bundle)) {
    if (item.type === 'chunk' && item.isEntry) add(name);
    if (item.type === 'asset' && name.endsWith('.css')) files.add(name);
    if (item.type === 'chunk' && /i18n\/zh\.ts$/.test(item.facadeModuleId ?? '')) add(name);
  }
  return [...files];
}

async function filesUnder(folder: string, prefix = ''): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(join(folder, prefix), { withFileTypes: true })) {
    const path = prefix ? `${prefix}/${entry.name}` : entry.name;
    if (entry.isDirectory()) found.push(...(await filesUnder(folder, path)));
    else found.push(path);
  }
  return found.sort();
}

export function shell(): Plugin {
  return {
    name: 'kith-shell',
    apply: 'build',
    async writeBundle(options, bundle) {
      const folder = options.dir!;
      const files = (await filesUnder(folder)).filter((file) => file !== 'sw.js' && !/\.(br|gz)$/.test(file));
      const version = createHash('sha256');
      for (const file of files) version.update(file).update(await readFile(join(folder, file)));
      const worker = join(folder, 'sw.js');
      const source = await readFile(worker, 'utf8');
      await writeFile(worker, source
        .replace('__VERSION__', version.digest('hex').slice(0, 12))
        .replace("['__FILES__']", JSON.stringify(files.filter((file) => file !== 'index.html' && !/\.map$|budget\.json$|-512\.png$/.test(file)))));

      const sizes = new Map<string, number>();
      for (const file of [...files, 'sw.js'].filter((file) => Text.test(file))) {
        const bytes = await readFile(join(folder, file));
        const brotli = await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
        await writeFile(join(folder, `${file}.br`), brotli);
        await writeFile(join(folder, `${file}.gz`), await promisify(gzip)(bytes, { level: 9 }));
        sizes.set(file, brotli.length);
      }

      const first = firstRoute(bundle).map((file) => ({ file, bytes: sizes.get(file) ?? 0 }));
      const total = first.reduce((sum, { bytes }) => sum + bytes, 0);
      await writeFile(join(folder, 'budget.json'), JSON.stringify({ budget: FirstRouteBudget, total, files: first }, null, 1));
      this.info(`first route ${(total / 1000).toFixed(1)} kB of ${FirstRouteBudget / 1000} kB compressed`);
      if (total > FirstRouteBudget) this.error(`The first route is ${total} bytes compressed; the budget is ${FirstRouteBudget} (dist/budget.json).`);
    },
  };
}
