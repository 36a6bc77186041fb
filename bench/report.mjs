import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';

const TARGET = fileURLToPath(new URL('./results/latest.json', import.meta.url));

const median = (numbers) => {
  const sorted = numbers.filter((number) => number !== undefined).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
};

const medianOf = (rounds, member) => median(rounds.map((round) => round[member]));

/** The bounds that this project has set itself, beside what was measured. */
const bootFigures = (boots) => {
  const [startMilliseconds, idleRss] = [medianOf(boots, 'milliseconds'), medianOf(boots, 'rss')];
  return {
    startMilliseconds: { value: Math.round(startMilliseconds), atMost: 2_000, met: startMilliseconds <= 2_000 },
    idleMegabytes: idleRss && { value: Math.round(idleRss), atMost: 150, met: idleRss <= 150 },
  };
};

const itemFigures = ({ name, rounds }) => ({
  name,
  requestsPerSecond: Math.round(medianOf(rounds, 'requestsPerSecond')),
  p50: medianOf(rounds, 'p50'),
  p99: medianOf(rounds, 'p99'),
  cpuSecondsPer1000: Number(medianOf(rounds, 'cpu')?.toFixed(3)),
  rss: Math.round(medianOf(rounds, 'rss') ?? 0),
});

export const printTable = ({ engine, boots, items }) => {
  const { startMilliseconds: start, idleMegabytes: idle } = bootFigures(boots);
  console.log(`\nLatchkey on ${engine}`);
  console.log(line(['', 'requests/s', 'p50 ms', 'p99 ms', 'CPU s/1000', 'RSS MB']));
  for (const item of items.map(itemFigures)) {
    console.log(line([item.name, item.requestsPerSecond, item.p50, item.p99, item.cpuSecondsPer1000, item.rss]));
  }
  console.log(
    `\nfirst answer after ${start.value} ms (at most ${start.atMost}), idle ${idle?.value ?? '?'} MB (at most 150)\n`,
  );
};

const line = ([name, ...figures]) =>
  `${String(name).padEnd(28)}${figures.map((figure) => String(figure).padStart(12)).join('')}`;

export const writeResults = ({ engine, boots, items }, options) => {
  const results = {
    measuredAt: new Date().toISOString(),
    commit: commit(),
    machine: { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version },
    engine,
    ...options,
    boot: bootFigures(boots),
    items: items.map(itemFigures),
  };
  mkdirSync(fileURLToPath(new URL('./results/', import.meta.url)), { recursive: true });
  writeFileSync(TARGET, `${JSON.stringify(results, undefined, 2)}\n`);
};

const commit = () => {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
};
