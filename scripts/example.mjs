// `npm run example:<name>`: builds the package where needed, compiles the example beside it, and runs it in this process.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const top = fileURLToPath(new URL('..', import.meta.url));
const name = process.argv[2] ?? '';
const source = `${top}examples/${name}`;
const target = `${top}dist/examples/${name}`;
const built = `${top}dist/src/main.js`;

if (!existsSync(`${source}/main.ts`)) throw new Error(`there is no example '${name}'`);

const newest = (path) => {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((child) => newest(`${path}/${child}`)));
};

if (!existsSync(built) || newest(`${top}src`) > statSync(built).mtimeMs) {
  console.log('Latchkey: building, which takes about 20 seconds …');
  const { status } = spawnSync(process.execPath, [`${top}node_modules/@nestjs/cli/bin/nest.js`, 'build'], {
    cwd: top,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(1);
}

const { config } = ts.readConfigFile(`${top}tsconfig.json`, (path) => readFileSync(path, 'utf8'));
const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, top);
mkdirSync(target, { recursive: true });
for (const file of readdirSync(source).filter((each) => each.endsWith('.ts'))) {
  const text = readFileSync(`${source}/${file}`, 'utf8');
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { ...options, module: ts.ModuleKind.ESNext, sourceMap: false },
    fileName: file,
  });
  writeFileSync(`${target}/${file.replace(/\.ts$/, '.js')}`, outputText);
}
await import(`${target}/main.js`);
