// A thread of its own, so that whoever floods does not take the time of the server's thread: `rate` requests a second, spread evenly
// over `connections`, for `duration` milliseconds. Posts back what was answered.
import { Agent, get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

const { url, connections, rate, duration } = workerData;
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const result = { statuses: {}, withoutRetryAfter: 0, elapsed: 0 };

const once = () =>
  new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      const { statusCode, headers } = response;
      result.statuses[statusCode] = (result.statuses[statusCode] ?? 0) + 1;
      if (statusCode === 429 && !/^[1-9]\d*$/.test(headers['retry-after'] ?? '')) result.withoutRetryAfter += 1;
      response.resume().once('end', resolve);
    }).once('error', reject);
  });

const started = performance.now();
const interval = (1_000 * connections) / rate;
const connection = async (_, index) => {
  for (let due = (index * interval) / connections; due < duration; due += interval) {
    await pause(Math.max(0, started + due - performance.now()));
    await once();
  }
};
await Promise.all(Array.from({ length: connections }, connection));
agent.destroy();
parentPort.postMessage({ ...result, elapsed: performance.now() - started });
