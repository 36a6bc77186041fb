import type { ProviderProfile } from '../provider-profile.js';
import type { ProviderSecrets, ProviderStrategy } from './provider-strategy.js';

/** The one member of the session that the strategy keeps its secrets under. */
export const SECRETS = 'secrets';
export const START = '/start';
const CALLBACK = '/callback';

interface Run {
  success(profile: ProviderProfile): void;
  fail(): void;
  redirect(url: string): void;
  error(error: unknown): void;
  authenticate(request: object, options: { readonly callbackURL: string }): void;
}

/** Where to send the person, and what to remember until they come back. */
export interface Departure {
  readonly url: string;
  readonly secrets: ProviderSecrets;
}

/** Stands for the address that the request came by, which is never looked at: `callbackURL` is. */
const REQUEST = { method: 'GET', protocol: 'https', host: 'latchkey.invalid' };

/**
 * Passport's strategies speak to Express's request and response. These are given one of their own, with just what they read, so
 * that they run the same on every adapter, and what they would write is an answer to us.
 */
export function depart(strategy: ProviderStrategy, callbackUrl: string): Promise<Departure> {
  const session: { [SECRETS]?: ProviderSecrets } = {};
  const request = { ...REQUEST, path: START, originalUrl: START, session };
  return new Promise((resolve, reject) => {
    const run = runOf(strategy, reject);
    run.redirect = (url) => {
      const secrets = session[SECRETS];
      if (secrets) resolve({ url, secrets });
      else reject(new Error('the strategy has kept no secrets'));
    };
    run.authenticate(request, { callbackURL: callbackUrl });
  });
}

/** Who has come back with `search`; `undefined` where the person, or the provider in the person's name, has declined. */
export function arrive(
  strategy: ProviderStrategy,
  { callbackUrl, search, secrets }: { callbackUrl: string; search: string; secrets: ProviderSecrets },
): Promise<ProviderProfile | undefined> {
  const session = { [SECRETS]: secrets };
  const request = { ...REQUEST, path: CALLBACK, originalUrl: `${CALLBACK}?${search}`, session };
  return new Promise((resolve, reject) => {
    const run = runOf(strategy, reject);
    run.success = resolve;
    run.fail = () => resolve(undefined);
    run.authenticate(request, { callbackURL: callbackUrl });
  });
}

/** Passport gives every request its own copy of the strategy, with the outcomes as methods. */
function runOf(strategy: ProviderStrategy, reject: (error: unknown) => void): Run {
  const run = Object.create(strategy) as Run;
  run.error = reject;
  return run;
}
