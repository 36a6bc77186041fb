import { Injectable } from '@nestjs/common';
import { CredentialStrategy, type ResolvesCredential } from '../access/index.js';
import { readBasic } from '../core/basic.js';
import { invalidClient } from '../core/errors.js';
import type { GrantId } from '../core/ids.js';
import { LIMITS } from '../core/limits.js';
import type { Principal } from '../core/principal.js';
import { instanceOf, Instances } from '../instances/index.js';
import { addressGroup, contextOf, Throttle } from '../platform/index.js';
import { Clients } from './clients.service.js';

/** `Authorization: Basic` of a client, on the routes whose policy names the credential `basic`. */
@Injectable()
export class ClientStrategy extends CredentialStrategy('client') implements ResolvesCredential {
  readonly kinds = ['basic'] as const;

  constructor(
    private readonly instances: Instances,
    private readonly clients: Clients,
    private readonly throttle: Throttle,
  ) {
    super();
  }

  async validate(value: string, request: object): Promise<Principal> {
    const instance = await instanceOf(this.instances, request);
    const readings = readBasic(value);
    for (const { id, secret } of readings) {
      const client = await this.clients.find(instance.id, id);
      if (!this.clients.secretMatches(client, secret) || !client) continue;
      return {
        instanceId: instance.id,
        bearer: { type: 'client', id: client.id },
        clientId: client.id,
        grantId: client.id as string as GrantId,
        scope: client.app.scope,
        credential: { kind: 'basic' },
      };
    }
    const { address } = contextOf(request);
    const key = `client:${instance.id}:${addressGroup(address)}:${readings[0]?.id ?? ''}`;
    await this.throttle.hit(key, LIMITS.clientSecret);
    throw invalidClient('the client could not be authenticated', { challenge: 'Basic' });
  }
}
