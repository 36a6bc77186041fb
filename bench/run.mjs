// `npm run bench`: loads the production build of Latchkey, item by item, and says what it does in a second.
//
//   npm run bench -- [--postgres [url]] [--rounds 5] [--seconds 3] [--connections 64] [--only word,word] [--no-build]
//                   [--profile folder]
//
// The server is pinned to one core and the load to another where `taskset` exists. The figures are medians of the rounds; a noisy
// machine shifts them together, so compare ratios within one run. The processor time of a thousand requests suffers least from it.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createDatabase } from './database.mjs';
import { plantFixture, prepareTraffic } from './fixture.mjs';
import { measure } from './measure.mjs';
import { printTable, writeResults } from './report.mjs';
import { LatchkeyServer, pinLoad } from './server.mjs';
import { WORK } from './work.mjs';

const { values } = parseArgs({
  options: {
    postgres: { type: 'boolean', default: false },
    url: { type: 'string', default: 'postgres://root@127.0.0.1:5432/test' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '64' },
    only: { type: 'string', default: '' },
    profile: { type: 'string' },
    'no-build': { type: 'boolean', default: false },
  },
});

const options = {
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
  connections: Number(values.connections),
};

const chosen = () => {
  const words = values.only.split(',').filter((word) => word !== '');
  return WORK.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
};

/** Node writes a `.cpuprofile` of each process there, for the developer tools of a browser. */
const profiling = () => (values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`]);

const build = () => {
  const top = fileURLToPath(new URL('..', import.meta.url));
  execFileSync('npm', ['run', 'build'], { cwd: top, stdio: 'inherit' });
};

/** Every item once a round, so that what the machine does beside us falls on all of them alike. */
const runRounds = async (server, traffic) => {
  const items = chosen().map((work) => ({ work, rounds: [] }));
  for (let round = 0; round < options.rounds; round += 1) {
    for (const { work, rounds } of items) rounds.push(await measure(work, { server, traffic, ...options }));
  }
  return items.map(({ work, rounds }) => ({ name: work.name, rounds }));
};

const run = async () => {
  const database = await createDatabase(values.postgres ? values.url : undefined);
  const server = new LatchkeyServer(database.url, profiling());
  try {
    const fixture = await plantFixture(server.environment);
    const boots = [];
    for (let round = 0; round < options.rounds; round += 1) boots.push(await server.measureBoot());
    await server.start();
    const items = await runRounds(server, await prepareTraffic(server.origin, fixture, options));
    return { engine: database.engine, boots, items };
  } finally {
    await server.stop();
    await database.remove();
  }
};

if (!values['no-build']) build();
pinLoad();
const results = await run();
printTable(results);
writeResults(results, options);
