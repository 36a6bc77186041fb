import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import ts from 'typescript';
import { clientBundle, TOP } from './bundle.js';

jest.setTimeout(120_000);

const BUDGET = 12 * 1024;

describe('the types', () => {
  it('let right calls through and stop wrong ones, in a project that knows browsers and no Node', () => {
    const program = ts.createProgram([join(__dirname, 'callers-program.ts')], {
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      strict: true,
      noEmit: true,
      types: [],
    });
    const found = ts.getPreEmitDiagnostics(program);
    const host = { getCanonicalFileName: String, getCurrentDirectory: () => TOP, getNewLine: () => '\n' };
    expect(ts.formatDiagnostics(found, host)).toBe('');
  });
});

describe('the bundle', () => {
  it('is less than 12 KB, minified and gzipped, with every method of the management API, and needs nothing of Node', () => {
    const code = clientBundle();
    const size = gzipSync(code, { level: 9 }).length;
    process.stdout.write(`latchkey/client: ${code.length} bytes minified, ${size} gzipped\n`);
    expect(size).toBeLessThan(BUDGET);
    expect(code).toContain('POST /api/organizations');
    expect(code).not.toMatch(/node:|\brequire\(|\bprocess\.|\bBuffer\b/);
  });
});
