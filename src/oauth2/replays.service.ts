import { Injectable } from '@nestjs/common';
import type { Client } from '../apps/index.js';
import { Audit } from '../audit/index.js';
import { invalidGrant } from '../core/errors.js';
import type { FamilyId } from '../core/ids.js';
import type { Instance } from '../instances/index.js';
import type { RequestContext } from '../platform/index.js';
import { TokenRevocation } from '../tokens/index.js';

interface ReplayedRequest {
  readonly instance: Instance;
  readonly client: Client;
  readonly context: RequestContext;
}

/** What follows when something that is good for one use is used again by the client it belongs to: it was stolen, or the client was. */
@Injectable()
export class Replays {
  constructor(
    private readonly revocation: TokenRevocation,
    private readonly audit: Audit,
  ) {}

  /** RFC 6749 §4.1.2 (D2): the tokens that the code gave are dead. Returns the refusal. */
  async ofCode(request: ReplayedRequest, familyId: FamilyId): Promise<Error> {
    await this.kill(request, familyId, 'code.replayed');
    return invalidGrant('the authorization code is not valid', { cause: 'it was used before' });
  }

  /** The same for the code of a device (RFC 8628 §3.5): it is good for one use as well. */
  async ofDeviceCode(request: ReplayedRequest, familyId: FamilyId): Promise<Error> {
    await this.kill(request, familyId, 'device_code.replayed');
    return invalidGrant('the device code is not valid', { cause: 'it was used before' });
  }

  /** RFC 9700 §4.14.2 (D1): nobody can tell the thief from the victim, so the whole family is dead. Returns the refusal. */
  async ofRefreshToken(request: ReplayedRequest, familyId: FamilyId): Promise<Error> {
    await this.kill(request, familyId, 'token.replayed');
    return invalidGrant('the refresh token is not valid', { cause: 'it was spent before' });
  }

  private async kill({ instance, client, context }: ReplayedRequest, familyId: FamilyId, type: string): Promise<void> {
    const isEnded = await this.revocation.revokeFamily(instance, familyId, type);
    // Said once: whoever holds a public client's spent token could otherwise fill the record with it.
    if (!isEnded) return;
    const event = { instanceId: instance.id, type, clientId: client.id, detail: { family: familyId } };
    await this.audit.record(event, context);
  }
}
