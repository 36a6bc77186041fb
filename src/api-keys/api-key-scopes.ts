import { Injectable } from '@nestjs/common';
import { invalidScope } from '../core/errors.js';
import { expand, type Scope } from '../core/scope.js';
import { type Catalogue, Resources } from '../resources/index.js';
import type { ApiKey, ApiKeyOwner } from './api-key.js';

/** A key is no sign-in: there is nothing to stay connected to. */
const NOT_FOR_KEYS = 'offline_access';

/**
 * What keys may do. Their scopes are those of APIs, and no scope lets anybody change credentials: keys, passwords, linked sign-ins,
 * consents and installations are beyond every key (design §3).
 */
@Injectable()
export class ApiKeyScopes {
  constructor(private readonly resources: Resources) {}

  /** Nobody gives a key what its owner does not have. @throws invalid_scope */
  async assertGrantable({ type, instanceId }: ApiKeyOwner, scope: Scope): Promise<void> {
    const catalogue = await this.resources.catalogue(instanceId);
    if (scope.has(NOT_FOR_KEYS)) throw invalidScope(`the scope '${NOT_FOR_KEYS}' is not for API keys`);
    catalogue.assertAvailable(scope, type);
  }

  /** All that a key of this owner may be given. */
  async grantable(owner: ApiKeyOwner): Promise<Scope> {
    return everything(await this.resources.catalogue(owner.instanceId), owner);
  }

  /** What was given and still exists, or else all that the owner has now; expanded. */
  async effective({ scope, owner }: ApiKey): Promise<Scope> {
    const catalogue = await this.resources.catalogue(owner.instanceId);
    return expand(scope ? catalogue.available(scope, owner.type) : everything(catalogue, owner));
  }
}

function everything(catalogue: Catalogue, { type }: ApiKeyOwner): Scope {
  const names = catalogue.names().filter((name) => name !== NOT_FOR_KEYS);
  return catalogue.available(new Set(names), type);
}
