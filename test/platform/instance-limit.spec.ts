import { InstanceLimit } from '../../src/platform/http/instance-limit.js';
import { Clock } from '../../src/platform/clock.js';

/** The only clock of the tests whose durations stand still: a bucket is to be counted exactly. */
class StoppedClock extends Clock {
  moment = 1_000;

  now(): number {
    throw new Error('the time of day may be set: a bucket must not ask for it');
  }

  monotonic(): number {
    return this.moment;
  }
}

let clock: StoppedClock;
let limit: InstanceLimit;
beforeEach(() => {
  clock = new StoppedClock();
  limit = new InstanceLimit({ perSecond: 10, defaultInstance: 'demo' }, clock);
});

const admitted = (path: string, attempts = 100): number => {
  let count = 0;
  for (let attempt = 0; attempt < attempts; attempt += 1) if (limit.admit(path) === undefined) count += 1;
  return count;
};

it('lets two seconds’ worth through at once, then the rate, and a refused request takes nothing', () => {
  expect(admitted('/alpha/sign-in')).toBe(20);
  clock.moment += 500;
  expect(admitted('/alpha/sign-in')).toBe(5);
  clock.moment += 60_000;
  expect(admitted('/alpha/sign-in')).toBe(20);
});

it('tells how long to wait', () => {
  admitted('/alpha');
  clock.moment += 25;
  expect(limit.admit('/alpha')).toBe(75);
});

it('lets two through at once where one a second is the limit', () => {
  limit = new InstanceLimit({ perSecond: 1, defaultInstance: 'demo' }, clock);
  expect(admitted('/alpha')).toBe(2);
});

it.each([
  '/alpha/other',
  'http://auth.test/alpha/x',
  '/%61lpha/alpha',
  '/.well-known/openid-configuration/alpha/oauth2/v1',
])('counts %s for the same instance', (path) => {
  admitted('/alpha');
  expect(admitted(path)).toBe(0);
  expect(admitted('/bravo')).toBe(20);
});

it.each(['/demo/sign-in', '/', '', '*', '/oauth2/token', '/api/users/me', '/Alpha/x', '/%zz/x', '//alpha'])(
  'counts %s for the default instance',
  (path) => {
    admitted('/api');
    expect(admitted(path)).toBe(0);
    expect(admitted('/alpha')).toBe(20);
  },
);

it.each(['/health/live', '/assets/icon.svg', '/docs', '/openapi.json'])('never refuses %s', (path) => {
  expect(admitted(path)).toBe(100);
});
