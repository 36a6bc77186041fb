import { Injectable } from '@nestjs/common';
import { Clients } from '../../../apps/index.js';
import { AuthError } from '../../../core/errors.js';
import { type ReadParameters, readParameters } from '../../../core/parameters.js';
import { matchesRedirectUri } from '../../../core/redirect-uri.js';
import type { Instance } from '../../../instances/index.js';
import { standardQuery } from './authorization-parameters.js';
import { missingClient } from './missing-client.js';

/** Before these are certain, nobody may be redirected (RFC 6749 §4.1.2.1). */
const ANCHORING = ['client_id', 'redirect_uri'];

/** From this surface's authorization request to the standard one of the instance, whose paths alone get its cookies. */
@Injectable()
export class AuthorizationForward {
  constructor(private readonly clients: Clients) {}

  /** The path with the query. @throws invalid_request, invalid_redirect_uri: to be shown here, never sent anywhere */
  async pathOf(instance: Instance, search: string): Promise<string> {
    const request = readParameters(search, ['resource']);
    const redirectUri = await this.redirectUri(instance, request);
    return `${new URL(instance.issuer).pathname}/authorize?${standardQuery(request, redirectUri)}`;
  }

  private async redirectUri({ id }: Instance, { parameters, repeated }: ReadParameters): Promise<string> {
    const isTwice = ANCHORING.some((name) => repeated.has(name));
    if (isTwice) throw new AuthError('invalid_request', 'A parameter was sent more than once');
    const clientId = parameters.get('client_id');
    if (clientId === undefined) throw missingClient();
    const client = await this.clients.find(id, clientId);
    if (!client) throw new AuthError('forbidden', 'This client is not known');
    const [first] = client.redirectUris;
    const wanted = parameters.get('redirect_uri') ?? first;
    const isRegistered = wanted !== undefined && client.redirectUris.some((one) => matchesRedirectUri(one, wanted));
    if (isRegistered) return wanted;
    throw new AuthError('forbidden', 'The redirect URI is unknown or malformed');
  }
}
