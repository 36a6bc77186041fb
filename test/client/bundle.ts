import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const TOP = join(__dirname, '../..');

/** What a caller's own build makes of a program that imports the client, as one ES module. */
export function bundle(program: string, platform: 'browser' | 'node', ...options: readonly string[]): string {
  const aliases = [
    '--alias:latchkey/client/file-store=./src/client/file-store.ts',
    '--alias:latchkey/client=./src/client/index.ts',
  ];
  const settings = ['--bundle', '--format=esm', '--target=es2022', '--loader=ts', `--platform=${platform}`, ...options];
  const esbuild = join(TOP, 'node_modules/esbuild/bin/esbuild');
  return execFileSync(esbuild, [...settings, ...aliases], { cwd: TOP, input: program, encoding: 'utf8' });
}

/** The whole client, as small as a page would load it. */
export function clientBundle(): string {
  return bundle(`export * from 'latchkey/client';`, 'browser', '--minify');
}

/** The programs of the README's section on the client, as they would be pasted. */
export function readmePrograms(): string[] {
  const readme = readFileSync(join(TOP, 'README.md'), 'utf8');
  const section = readme.split('\n## ').find((part) => part.startsWith('TypeScript client\n')) ?? '';
  return [...section.matchAll(/```ts\n([^]*?)```/g)].map(([, program = '']) => program);
}
