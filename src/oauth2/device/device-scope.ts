import type { Client } from '../../apps/index.js';
import type { Parameters } from '../../core/parameters.js';
import type { Instance } from '../../instances/index.js';
import type { Catalogue } from '../../resources/index.js';
import { SCOPE_CHECKS } from '../authorize/checks.js';

interface ScopeSubject {
  readonly instance: Instance;
  readonly client: Client;
  readonly catalogue: Catalogue;
}

/** What an authorization request may ask for, a device's may, and no more. @throws invalid_scope, invalid_target */
export function assertMayAsk({ instance, client, catalogue }: ScopeSubject, parameters: Parameters): void {
  const { issuer, settings } = instance;
  const defaults = { issuer, format: settings.accessTokenFormat, algorithm: settings.algorithm };
  SCOPE_CHECKS.forEach((check) => check({ parameters }, { client, catalogue, defaults }));
}
