import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { writeBundles } from './scripts/test-bundles.mjs';

// Jest on Node 20 cannot require() ES modules, so dependencies that ship nothing else are compiled to CommonJS as well.
const root = fileURLToPath(new URL('./node_modules', import.meta.url));
const compiled = new Set(['@fastify/cookie']); // CommonJS, but calls import()

const isModule = (folder) => {
  try {
    return JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')).type === 'module';
  } catch {
    return false;
  }
};
const entries = (folder) => {
  try {
    return readdirSync(folder).filter((name) => !name.startsWith('.'));
  } catch {
    return [];
  }
};
const visit = (name, folder) => {
  if (isModule(folder)) compiled.add(name);
  walk(`${folder}/node_modules`);
};
const walk = (folder) => {
  for (const name of entries(folder)) {
    if (!name.startsWith('@')) visit(name, `${folder}/${name}`);
    else for (const scoped of entries(`${folder}/${name}`)) visit(`${name}/${scoped}`, `${folder}/${name}/${scoped}`);
  }
};
walk(root);
const names = [...compiled].map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');

// `npm test` and its like run all there is; `npx jest <path>` runs single files as they stand.
const leftOut = process.env['TEST_BUNDLES'];
const folder =
  leftOut === undefined
    ? '<rootDir>/test'
    : writeBundles(fileURLToPath(new URL('.', import.meta.url)), leftOut.split(' '));

export default {
  testEnvironment: 'node',
  roots: [folder],
  testRegex: '\\.spec\\.ts$',
  maxWorkers: 2,
  workerIdleMemoryLimit: '800MB',
  testTimeout: 30_000,
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    // The examples import the package by its name.
    '^latchkey$': '<rootDir>/src/index',
    '^latchkey/(guard|testing)$': '<rootDir>/src/$1/index',
  },
  transform: {
    '^.+\\.(ts|js|mjs)$': [
      '@swc/jest',
      {
        swcrc: false,
        sourceMaps: 'inline',
        jsc: {
          target: 'es2023',
          keepClassNames: true,
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(?:.*/node_modules/)?(?:${names})/)`],
};
