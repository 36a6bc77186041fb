// Puts many spec files into a few, so that a worker loads the frameworks once for a dozen of them and not for each: nearly two
// seconds a file. Hooks at the top of a spec file become those of its `describe`, so that each still has its own server.
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const BUNDLES = 24;

const specsIn = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return specsIn(path);
    return entry.name.endsWith('.spec.ts') ? [path] : [];
  });

/** Writes the bundles of all spec files but those whose path below `test` begins with one of `left`; answers their folder. */
export function writeBundles(top, left) {
  const tests = join(top, 'test');
  const target = join(top, '.bundles');
  const isLeft = (path) => left.some((start) => relative(tests, path).startsWith(start));
  // The largest first, each to the next bundle: about the same work in all of them.
  const specs = specsIn(tests)
    .filter((path) => !isLeft(path))
    .sort((a, b) => statSync(b).size - statSync(a).size || (a < b ? -1 : 1));
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target);
  for (let bundle = 0; bundle < BUNDLES; bundle += 1) {
    const own = specs.filter((_, place) => place % BUNDLES === bundle);
    const lines = own.map(
      (path) => `describe(${JSON.stringify(relative(top, path))}, () => void require(${JSON.stringify(path)}));`,
    );
    if (lines.length > 0)
      writeFileSync(join(target, `${String(bundle + 1).padStart(2, '0')}.spec.ts`), `${lines.join('\n')}\n`);
  }
  return target;
}
