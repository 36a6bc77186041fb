import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FunctionShape, type SourceCode, listFiles, parseSource, readSource } from './support/source-code.js';

/** A part imports only what stands before it. */
const PARTS = (
  'core platform access instances revocations audit mail keys users organizations resources apps consents tokens webhooks ' +
  'sessions api-keys operators social login oauth2 ui operations surfaces guard testing ormconfig latchkey.module index main cli'
).split(' ');

/** Parts that are not modules: their files are imported one by one, there is no index to go through. */
const WITHOUT_INDEX = new Set(['core', 'platform', 'ormconfig', 'latchkey.module', 'index']);

/** Parts that other services load, without the database that the indexes of modules bring along, and what they may enter by file. */
const FOR_OTHER_SERVICES = new Set(['guard', 'testing']);
const WITHOUT_DATABASE = new Set([
  'src/revocations/anchor.ts',
  'src/revocations/live-revocations.ts',
  'src/tokens/access-token.ts',
  'src/tokens/access-token-claims.ts',
  'src/tokens/token-principal.ts',
]);

/** Parts that anything may be copied out of, and the packages that they may use. */
const SELF_CONTAINED: Readonly<Record<string, readonly string[]>> = {
  core: ['node:crypto', 'node:buffer'],
  client: [],
};

/** The only places that may reach the clock, chance and the environment. */
const OUTSIDE_WORLD = /^(?:src\/(?:platform|cli|client)\/|src\/(?:main|cli)\.ts$|ormconfig\.ts$)/;

/** Where a construct may stand; one that is not listed may stand nowhere. */
const PLACES: Readonly<Record<string, RegExp>> = {
  'Date.now': OUTSIDE_WORLD,
  'new Date()': OUTSIDE_WORLD,
  'Math.random': OUTSIDE_WORLD,
  'process.env': OUTSIDE_WORLD,
  'framework exception': /^src\/platform\/http\//,
};

/** The schema as a whole knows every table; nothing else knows another module's. */
const SEES_TABLES = /^(?:ormconfig\.ts$|src\/platform\/migrations\/)/;

const LIMITS = { functionLines: 30, parameters: 3, constructorParameters: 5, nesting: 2, fileLines: 250 };

/** Text and data: as long as what they hold. */
const DATA = /^src\/(?:ui\/(?:texts|templates|assets)\/|platform\/migrations\/|.*(?:-list|-words)\.ts$)/;

/** The one visible list of what breaks a rule, and why that is better than keeping it. */
const EXCEPTIONS: readonly { readonly where: string; readonly rule: string; readonly reason: string }[] = [
  {
    where: 'src/client/api.generated.ts',
    rule: 'has more than 250 lines',
    reason: 'as long as docs/openapi.json makes it; nobody writes it',
  },
  {
    where: 'src/client/file-store.ts',
    rule: 'imports node:',
    reason: 'an entry of its own, latchkey/client/file-store, which nothing else of the client imports',
  },
];

const FORBIDDEN_NAME = /(?:^|[-.])(?:utils?|helpers?|common|base|managers?|types?)$/;

const top = join(__dirname, '..');
const tracked = listFiles(top);
const sources = tracked
  .filter((path) => /^src\/.*\.ts$|^ormconfig\.ts$/.test(path))
  .map((path) => readSource(top, path));

interface Violation {
  readonly where: string;
  readonly rule: string;
  readonly line?: number;
}

function partOf(path: string): string {
  return path.replace(/^src\//, '').replace(/\/.*|\.ts$/g, '');
}

function isOwn(target: string): boolean {
  return target === 'ormconfig.ts' || target.startsWith('src/');
}

function misplacedPart({ path }: SourceCode): Violation[] {
  const known = PARTS.includes(partOf(path)) || partOf(path) in SELF_CONTAINED;
  return known ? [] : [{ where: path, rule: 'stands in a part that the import order does not know' }];
}

function backEdges({ path, imports }: SourceCode): Violation[] {
  const rank = PARTS.indexOf(partOf(path));
  return imports
    .filter(({ target }) => isOwn(target) && PARTS.indexOf(partOf(target)) > rank)
    .map(({ target, line }) => ({ where: path, rule: `imports ${target}, which is above it`, line }));
}

function foreignPackages({ path, imports }: SourceCode): Violation[] {
  const part = partOf(path);
  const allowed = SELF_CONTAINED[part];
  if (!allowed) return [];
  return imports
    .filter(({ target }) => !allowed.includes(target) && !(isOwn(target) && partOf(target) === part))
    .map(({ target, line }) => ({ where: path, rule: `imports ${target}, but stands alone`, line }));
}

function pastTheIndex({ path, imports }: SourceCode): Violation[] {
  const part = partOf(path);
  const mayEnter = (target: string): boolean => {
    const other = partOf(target);
    if (other === part) return target !== `src/${part}/index.ts`;
    if (FOR_OTHER_SERVICES.has(part) && WITHOUT_DATABASE.has(target)) return true;
    if (/\.(?:store|entity)\.ts$/.test(target)) return SEES_TABLES.test(path);
    return WITHOUT_INDEX.has(other) || target === `src/${other}/index.ts`;
  };
  return imports
    .filter(({ target }) => isOwn(target) && !mayEnter(target))
    .map(({ target, line }) => ({ where: path, rule: `imports ${target} past or through the wrong index`, line }));
}

function leavingTheModule({ path, imports }: SourceCode): Violation[] {
  if (!path.endsWith('/index.ts')) return [];
  return imports
    .filter(({ target, isReexport }) => isReexport && /\.(?:store|entity|controller)\.ts$/.test(target))
    .map(({ target, line }) => ({ where: path, rule: `lets ${target} out of its module`, line }));
}

function usedControllers({ path, imports }: SourceCode): Violation[] {
  return imports
    .filter(({ target }) => isOwn(target) && target.endsWith('.controller.ts') && !path.endsWith('.module.ts'))
    .map(({ target, line }) => ({ where: path, rule: `imports the controller ${target}`, line }));
}

function misplacedConstructs({ path, constructs }: SourceCode): Violation[] {
  return constructs
    .filter(({ name }) => !PLACES[name]?.test(path))
    .map(({ name, line }) => ({ where: path, rule: `has ${name}`, line }));
}

function sizes(source: SourceCode): Violation[] {
  const file = { where: source.path, rule: `has more than ${LIMITS.fileLines} lines` };
  const isLong = source.lines > LIMITS.fileLines && !DATA.test(source.path);
  const ofFunctions = DATA.test(source.path) ? [] : source.functions.flatMap((shape) => shapeViolations(source, shape));
  return isLong ? [file, ...ofFunctions] : ofFunctions;
}

function shapeViolations({ path }: SourceCode, shape: FunctionShape): Violation[] {
  const mostParameters = shape.isConstructor ? LIMITS.constructorParameters : LIMITS.parameters;
  const broken = [
    shape.lines > LIMITS.functionLines && `has ${shape.lines} lines`,
    shape.parameters > mostParameters && `has ${shape.parameters} parameters`,
    shape.nesting > LIMITS.nesting && `nests ${shape.nesting} deep`,
  ];
  return broken
    .filter((text) => text !== false)
    .map((text) => ({ where: path, rule: `${shape.name} ${text}`, line: shape.line }));
}

function names({ path }: SourceCode): Violation[] {
  const words = path.replace(/\.ts$/, '').split('/');
  return words
    .filter((word) => FORBIDDEN_NAME.test(word) || word.startsWith('base-'))
    .map((word) => ({ where: path, rule: `is named ${word}, which says nothing` }));
}

function isException({ where, rule }: Violation): boolean {
  return EXCEPTIONS.some((exception) => where === exception.where && rule.startsWith(exception.rule));
}

function broken(rule: (source: SourceCode) => Violation[], among = sources): string[] {
  return among
    .flatMap(rule)
    .filter((violation) => !isException(violation))
    .map(({ where, line, rule: text }) => (line === undefined ? `${where} ${text}` : `${where}:${line} ${text}`));
}

describe('import order', () => {
  it('has a place for every part', () => expect(broken(misplacedPart)).toEqual([]));
  it('lets a part import only what stands before it', () => expect(broken(backEdges)).toEqual([]));
  it('keeps the core and the client free of everything else', () => expect(broken(foreignPackages)).toEqual([]));
  it('enters another module by its index, and never leaves by the own one', () =>
    expect(broken(pastTheIndex)).toEqual([]));
  it('keeps stores, entities and controllers in their module', () => expect(broken(leavingTheModule)).toEqual([]));
  it('lets nothing but a module import a controller', () => expect(broken(usedControllers)).toEqual([]));
});

describe('source', () => {
  it('reaches time, chance and the environment in one place, and gives no type up', () => {
    expect(broken(misplacedConstructs)).toEqual([]);
  });
  it('stays small', () => expect(broken(sizes)).toEqual([]));
  it('names files after what they hold', () => expect(broken(names)).toEqual([]));
  it('lists no exception that is not needed', () => {
    const violations = [misplacedConstructs, sizes, names, pastTheIndex, foreignPackages].flatMap((rule) =>
      sources.flatMap(rule),
    );
    const unused = EXCEPTIONS.filter((exception) => !violations.some((violation) => isNeeded(exception, violation)));
    expect(unused).toEqual([]);
  });
});

function isNeeded(exception: { readonly where: string; readonly rule: string }, violation: Violation): boolean {
  return violation.where === exception.where && violation.rule.startsWith(exception.rule);
}

describe('repository', () => {
  const texts = tracked
    .filter((path) => !/\.(?:png|jpe?g|ico|woff2?|gz)$/.test(path))
    .map((path) => ({ path, text: readFileSync(join(top, path), 'utf8') }));
  const speakingOf = (pattern: RegExp): string[] =>
    texts.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

  it('speaks of no path of the machine that it was written on', () => {
    expect(speakingOf(/(?:^|[^\w.-])\/(?:work|farm)\//m)).toEqual([]);
  });
  it('names no package registry but the public one', () => {
    expect(speakingOf(/"resolved": "https?:\/\/(?!registry\.npmjs\.org\/)|^\s*(?:@[\w-]+:)?registry\s*=/m)).toEqual([]);
  });
});

describe('the rules themselves', () => {
  const see = (rule: (source: SourceCode) => Violation[], path: string, text: string): number =>
    rule(parseSource(path, text)).length;

  it.each<[string, (source: SourceCode) => Violation[], string, string]>([
    ['a back edge', backEdges, 'src/users/a.ts', `import { b } from '../login/index.js';`],
    ['a back edge of types', backEdges, 'src/core/a.ts', `import type { b } from '../users/index.js';`],
    ['a package in the core', foreignPackages, 'src/core/a.ts', `import { of } from 'rxjs';`],
    ['a way past an index', pastTheIndex, 'src/login/a.ts', `import { b } from '../users/users.service.js';`],
    ['the own index', pastTheIndex, 'src/users/a.ts', `import { b } from './index.js';`],
    ['an entity of another module', pastTheIndex, 'src/login/a.ts', `import { U } from '../users/user.entity.js';`],
    ['a store of the platform', pastTheIndex, 'src/mail/a.ts', `import { S } from '../platform/outbox.store.js';`],
    ['a store that leaves', leavingTheModule, 'src/users/index.ts', `export { S } from './user.store.js';`],
    ['a controller that leaves', leavingTheModule, 'src/users/index.ts', `export * from './users.controller.js';`],
    ['an imported controller', usedControllers, 'src/users/a.ts', `import { C } from './users.controller.js';`],
    ['a part without a place', misplacedPart, 'src/stuff/a.ts', ''],
    ['the clock', misplacedConstructs, 'src/users/a.ts', 'const a = Date.now();'],
    ['the current date', misplacedConstructs, 'src/users/a.ts', 'const a = new Date();'],
    ['the environment', misplacedConstructs, 'src/users/a.ts', 'const a = process.env.HOME;'],
    ['any', misplacedConstructs, 'src/users/a.ts', 'const a: any = 1;'],
    ['a double cast', misplacedConstructs, 'src/users/a.ts', 'const a = 1 as unknown as string;'],
    ['a non-null assertion', misplacedConstructs, 'src/users/a.ts', 'const a = b!;'],
    ['a framework exception', misplacedConstructs, 'src/users/a.ts', 'throw new NotFoundException();'],
    ['four parameters', sizes, 'src/users/a.ts', 'function f(a, b, c, d) {}'],
    ['deep nesting', sizes, 'src/users/a.ts', 'function f() { for (;;) { if (a) { if (b) c(); } } }'],
    ['a long function', sizes, 'src/users/a.ts', `function f() {${'\n'.repeat(30)}}`],
    ['a name that says nothing', names, 'src/users/string-utils.ts', ''],
  ])('see %s', (_, rule, path, text) => expect(see(rule, path, text)).toBe(1));

  it.each<[string, (source: SourceCode) => Violation[], string, string]>([
    ['the core from anywhere', pastTheIndex, 'src/users/a.ts', `import { b } from '../core/ids.js';`],
    ['a file of the same module', pastTheIndex, 'src/users/a.ts', `import { b } from './user.store.js';`],
    ['an entity in ormconfig', pastTheIndex, 'ormconfig.ts', `import { U } from './src/users/user.entity.js';`],
    [
      'the type of a record that leaves',
      leavingTheModule,
      'src/users/index.ts',
      `export type { U } from './user.store.js';`,
    ],
    ['the clock in the platform', misplacedConstructs, 'src/platform/clock.ts', 'const a = Date.now();'],
    ['a date of a given moment', misplacedConstructs, 'src/users/a.ts', 'const a = new Date(now);'],
    ['else if as one level', sizes, 'src/users/a.ts', 'function f() { if (a) b(); else if (c) d(); else if (e) g(); }'],
    ['a list of common passwords', names, 'src/users/common-passwords.ts', ''],
  ])('allow %s', (_, rule, path, text) => expect(see(rule, path, text)).toBe(0));
});
