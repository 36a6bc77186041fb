// Writes test/security/README.md: which security case is tested where. With --check tells whether it still holds.
// A test belongs to a case when its name, or that of a block around it, carries the case's number.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const top = fileURLToPath(new URL('..', import.meta.url));
const folder = join(top, 'test');
const target = join(folder, 'security/README.md');
const readJson = (path) => JSON.parse(readFileSync(join(top, path), 'utf8'));

const { groups } = readJson('test/security/cases.json');
const open = readJson('scripts/security-open.json');

const specs = () =>
  readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.spec.ts'))
    .map((name) => join(folder, name))
    .sort();

/** `it`, `test` or `describe`, with whatever hangs on it: `it.each(table)` is a call of a call. */
const isTest = (callee) => {
  if (ts.isIdentifier(callee)) return ['it', 'test', 'describe'].includes(callee.text);
  if (ts.isCallExpression(callee) || ts.isPropertyAccessExpression(callee)) return isTest(callee.expression);
  return ts.isTaggedTemplateExpression(callee) && isTest(callee.tag);
};

const numbersIn = (path) => {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2023, true);
  const numbers = new Set();
  const visit = (node) => {
    if (ts.isCallExpression(node) && isTest(node.expression)) {
      for (const [number] of (node.arguments[0]?.getText() ?? '').matchAll(/\bT\d{3}\b/g)) numbers.add(number);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return numbers;
};

const placesOf = () => {
  const places = new Map();
  for (const path of specs()) {
    for (const number of numbersIn(path)) places.set(number, [...(places.get(number) ?? []), path]);
  }
  return places;
};

const places = placesOf();
const cases = groups.flatMap((group) => group.cases);

const link = (path) => {
  const name = relative(folder, path);
  return `[${name}](${relative(join(folder, 'security'), path)})`;
};

const row = ({ number, subject }) => {
  const files = places.get(number);
  const place = files ? files.map(link).join(', ') : '**open**';
  return `| ${number} | ${subject} | ${place} | ${files ? '' : (open[number] ?? '')} |`;
};

const section = ({ letter, title, cases: own }) => {
  const tested = own.filter(({ number }) => places.has(number)).length;
  return [
    `## ${letter}. ${title} (${tested} of ${own.length})`,
    '',
    '| Case | Subject | Tested in | If open, why |',
    '| --- | --- | --- | --- |',
    ...own.map(row),
    '',
  ];
};

const render = () => {
  const tested = cases.filter(({ number }) => places.has(number)).length;
  const lines = [
    '# Security cases and their tests',
    '',
    'Written by `npm run security`; do not edit. A test belongs to a case when its name carries the case’s number. Every refusal is',
    'tested beside a positive control, and followed by a read that shows that nothing changed.',
    '',
    `**${tested} of ${cases.length} cases have a test.**`,
    '',
    ...groups.flatMap((group) => section(group)),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
};

const written = () => (existsSync(target) ? readFileSync(target, 'utf8') : '');

const numbersOf = (list) => list.map(({ number }) => number).join(' ');

/** What is wrong with the table beyond its being old: a case nobody speaks of, or an excuse that is none any more. */
const check = () => {
  const silent = cases.filter(({ number }) => !places.has(number) && !open[number]);
  const excused = cases.filter(({ number }) => places.has(number) && open[number]);
  const problems = [
    silent.length > 0 && `neither a test nor a reason in scripts/security-open.json: ${numbersOf(silent)}`,
    excused.length > 0 && `has a test, so take it out of scripts/security-open.json: ${numbersOf(excused)}`,
    render() !== written() && 'test/security/README.md is out of date: run `npm run security` and commit it',
  ].filter(Boolean);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exit(1);
  console.log('test/security/README.md is up to date');
};

if (process.argv.includes('--check')) check();
else {
  writeFileSync(target, render());
  console.log(render().match(/\*\*(.*)\*\*/)[1]);
}
