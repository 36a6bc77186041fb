// Writes docs/settings.md from the docstrings of the class that parses the settings. With --check tells whether it still holds.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const top = fileURLToPath(new URL('..', import.meta.url));
const source = join(top, 'src/platform/settings.ts');
const target = join(top, 'docs/settings.md');

/** `/** \`PORT\`: default 3000. *\/` above a member becomes the row of PORT. */
const settingOf = (member) => {
  const [comment] = ts.getJSDocCommentsAndTags(member);
  const text = ts.getTextOfJSDocComment(comment?.comment) ?? '';
  const [, name, meaning] = /^`([A-Z_]+)`: (.*)$/s.exec(text) ?? [];
  if (!name) throw new Error(`settings.ts: the docstring of ${member.name.getText()} does not begin with its variable`);
  const sentence = meaning.replace(/\s+/g, ' ').replaceAll(' (milliseconds here)', '').replaceAll('|', '\\|');
  return { name, meaning: sentence.charAt(0).toUpperCase() + sentence.slice(1) };
};

const settings = () => {
  const file = ts.createSourceFile(source, readFileSync(source, 'utf8'), ts.ScriptTarget.ES2023, true);
  const parser = file.statements.find((node) => ts.isClassDeclaration(node) && node.name?.text === 'Settings');
  return parser.members.filter(ts.isPropertyDeclaration).map(settingOf);
};

const render = () =>
  [
    '# Settings',
    '',
    'Environment variables, read once at the start; everything that is wrong is told at once and stops it. An empty variable counts as',
    'not set. Durations are written `90s`, `15m`, `12h` or `30d`; a bare number is seconds.',
    '',
    '| Variable | Meaning |',
    '| --- | --- |',
    ...settings().map(({ name, meaning }) => `| \`${name}\` | ${meaning} |`),
    '',
    'Written by `npm run settings` from `src/platform/settings.ts`; do not edit.',
    '',
  ].join('\n');

const current = render();
if (!process.argv.includes('--check')) {
  writeFileSync(target, current);
  console.log(`docs/settings.md: ${settings().length} settings`);
} else if (existsSync(target) && readFileSync(target, 'utf8') === current) {
  console.log('docs/settings.md is up to date');
} else {
  console.error('docs/settings.md is out of date: run `npm run settings` and commit it');
  process.exit(1);
}
