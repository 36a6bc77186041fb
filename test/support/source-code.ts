import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import ts from 'typescript';

/** One import, re-export or `import()`; `target` is a path from the repository's top, or the package's name. */
export interface Import {
  readonly line: number;
  readonly target: string;
  /** Lets a value out again; a type that goes on binds nobody to the file. */
  readonly isReexport: boolean;
}

export interface FunctionShape {
  /** `Class.method`, the name of what it is assigned to, or `(anonymous)`. */
  readonly name: string;
  readonly line: number;
  readonly lines: number;
  readonly parameters: number;
  /** How deep if, loops, switch and try stand inside one another; a function inside begins anew. */
  readonly nesting: number;
  readonly isConstructor: boolean;
}

/** Something of which the rules say where it may stand, if anywhere. */
export interface Construct {
  readonly line: number;
  readonly name: string;
}

export interface SourceCode {
  /** From the repository's top, with forward slashes. */
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  readonly functions: readonly FunctionShape[];
  readonly constructs: readonly Construct[];
}

const SKIPPED_FOLDERS = new Set(['node_modules', 'dist', 'data', 'coverage', '.git']);

/** Every file below `folder`, as paths from `top`, without what is built, installed or ignored. */
export function listFiles(top: string, folder = top): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !SKIPPED_FOLDERS.has(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? listFiles(top, path) : [relative(top, path).split(sep).join('/')];
    })
    .sort();
}

export function readSource(top: string, path: string): SourceCode {
  return parseSource(path, readFileSync(join(top, path), 'utf8'));
}

export function parseSource(path: string, text: string): SourceCode {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const lineOf = (position: number): number => file.getLineAndCharacterOfPosition(position).line + 1;
  const imports: Import[] = [];
  const functions: FunctionShape[] = [];
  const constructs: Construct[] = commentsOf(text);
  const visit = (node: ts.Node): void => {
    const line = lineOf(node.getStart());
    const specifier = specifierOf(node);
    if (specifier !== undefined) {
      imports.push({ line, target: resolveImport(path, specifier), isReexport: isReexport(node) });
    }
    if (isImplementation(node)) functions.push(shapeOf(node, lineOf));
    const name = constructOf(node);
    if (name !== undefined) constructs.push({ line, name });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { path, lines: text.trimEnd().split('\n').length, imports, functions, constructs };
}

function specifierOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return textOf(node.moduleSpecifier);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return textOf(node.argument.literal);
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return textOf(node.arguments[0]);
  return undefined;
}

function isReexport(node: ts.Node): boolean {
  if (!ts.isExportDeclaration(node) || node.isTypeOnly) return false;
  const clause = node.exportClause;
  return !clause || !ts.isNamedExports(clause) || clause.elements.some((element) => !element.isTypeOnly);
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function resolveImport(from: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  return posix.normalize(posix.join(posix.dirname(from), specifier)).replace(/\.js$/, '.ts');
}

type Implementation = ts.FunctionLikeDeclaration & { readonly body: ts.Node };

function isImplementation(node: ts.Node): node is Implementation {
  return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;
}

function shapeOf(node: Implementation, lineOf: (position: number) => number): FunctionShape {
  // From the name on: decorators and docstrings are not the function's length.
  const line = lineOf((node.name ?? node).getStart());
  return {
    name: nameOf(node),
    line,
    lines: lineOf(node.end) - line + 1,
    parameters: node.parameters.filter((parameter) => parameter.name.getText() !== 'this').length,
    nesting: nestingOf(node.body),
    isConstructor: ts.isConstructorDeclaration(node),
  };
}

function nameOf(node: Implementation): string {
  const owner = node.parent;
  if (ts.isClassLike(owner)) return `${owner.name?.text ?? '(class)'}.${node.name?.getText() ?? 'constructor'}`;
  if (node.name) return node.name.getText();
  return ts.isVariableDeclaration(owner) || ts.isPropertyAssignment(owner) ? owner.name.getText() : '(anonymous)';
}

function nestingOf(node: ts.Node): number {
  if (ts.isFunctionLike(node) || ts.isClassLike(node)) return 0;
  let deepest = 0;
  ts.forEachChild(node, (child) => {
    deepest = Math.max(deepest, nestingOf(child));
  });
  return deepest + (isControlFlow(node) ? 1 : 0);
}

function isControlFlow(node: ts.Node): boolean {
  if (ts.isIfStatement(node)) return !isElseIf(node);
  return ts.isIterationStatement(node, false) || ts.isSwitchStatement(node) || ts.isTryStatement(node);
}

function isElseIf(node: ts.IfStatement): boolean {
  return ts.isIfStatement(node.parent) && node.parent.elseStatement === node;
}

function constructOf(node: ts.Node): string | undefined {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return 'any';
  if (ts.isNonNullExpression(node)) return 'non-null !';
  if (ts.isAsExpression(node)) return isDoubleCast(node) ? 'as unknown as' : undefined;
  if (ts.isPropertyAccessExpression(node)) return reachOf(node.getText());
  if (ts.isNewExpression(node)) return constructionOf(node);
  return ts.isIdentifier(node) && node.text === 'forwardRef' ? 'forwardRef' : undefined;
}

function isDoubleCast(node: ts.AsExpression): boolean {
  return ts.isAsExpression(node.expression) && node.expression.type.kind === ts.SyntaxKind.UnknownKeyword;
}

const REACHES = new Set(['Date.now', 'Math.random', 'process.env']);

function reachOf(text: string): string | undefined {
  return REACHES.has(text) ? text : undefined;
}

function constructionOf(node: ts.NewExpression): string | undefined {
  const name = node.expression.getText();
  if (name === 'Date' && !node.arguments?.length) return 'new Date()';
  return name.endsWith('Exception') ? 'framework exception' : undefined;
}

const SILENCED =
  /@ts-(?:ignore|nocheck)|(?:eslint|oxlint|biome|prettier)-(?:disable|ignore)|\b(?:TODO|FIXME|HACK|XXX)\b/;

function commentsOf(text: string): Construct[] {
  return text
    .split('\n')
    .map((content, index) => ({ line: index + 1, name: SILENCED.exec(content)?.[0] ?? '' }))
    .filter(({ name }) => name !== '');
}
