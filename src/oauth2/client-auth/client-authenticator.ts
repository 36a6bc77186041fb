import { Injectable } from '@nestjs/common';
import { type Client, Clients } from '../../apps/index.js';
import { invalidClient, invalidRequest } from '../../core/errors.js';
import { addressGroup, Throttle } from '../../platform/index.js';
import type { ClaimedIdentity, ClientAuthentication, ClientRequest } from './client-authentication.js';
import { ClientSecretBasic } from './client-secret-basic.js';
import { ClientSecretPost } from './client-secret-post.js';
import { NoClientAuthentication } from './no-client-authentication.js';

const CLIENT_AUTHENTICATIONS: readonly ClientAuthentication[] = [
  new ClientSecretBasic(),
  new ClientSecretPost(),
  new NoClientAuthentication(),
];

/** Wrong secrets that one address may try for one client: far more than a deployment needs, far less than a guesser. */
const FAILURES = { count: 60, window: 60_000 };

interface Presented {
  readonly authentication: ClientAuthentication;
  readonly identities: readonly ClaimedIdentity[];
}

/** Who the client is (RFC 6749 §2.3): always decided before a code or a token is touched. */
@Injectable()
export class ClientAuthenticator {
  constructor(
    private readonly clients: Clients,
    private readonly throttle: Throttle,
  ) {}

  /** @throws invalid_client, the same for an unknown client and a wrong secret; invalid_request; rate_limited */
  async authenticate(request: ClientRequest): Promise<Client> {
    const presented = this.present(request);
    const [client, ...others] = await Promise.all(presented.map((one) => this.verify(one, request)));
    if (!client || others.some((other) => other?.id !== client.id)) throw this.refuse(request, presented);
    return client;
  }

  /** A client that can keep a secret, for the endpoints that tell about tokens (RFC 7662 §2.1). */
  async authenticateConfidential(request: ClientRequest): Promise<Client> {
    const client = await this.authenticate(request);
    if (client.isPublic) throw invalidClient('this endpoint is for confidential clients', challengeOf(request));
    return client;
  }

  private present(request: ClientRequest): readonly Presented[] {
    if (request.context.authorizationCount > 1) throw invalidRequest('two Authorization headers were sent');
    const presented = CLIENT_AUTHENTICATIONS.flatMap((authentication) => {
      const identities = authentication.present(request);
      return identities ? [{ authentication, identities }] : [];
    });
    const proven = presented.filter(({ authentication }) => authentication.method !== 'none');
    // D9: a real client sends its secret in the header and in the body; both must then name and prove the same client.
    if (proven.length > 1 && !request.profile.allowsTwoCredentialChannels) {
      throw invalidRequest('the client authenticates in two ways; send its credentials once (RFC 6749 §2.3)');
    }
    return proven.length > 0 ? [...proven, ...named(presented)] : presented;
  }

  private async verify(presented: Presented, request: ClientRequest): Promise<Client | undefined> {
    const known = await Promise.all(
      presented.identities.map(async (identity) => ({
        identity,
        client: await this.clients.find(request.instance.id, identity.id),
      })),
    );
    const proven = known.map(({ identity, client }) => this.proves(identity, client, request));
    return proven.find((client) => client !== undefined);
  }

  private proves(identity: ClaimedIdentity, client: Client | undefined, request: ClientRequest): Client | undefined {
    if (identity.secret === undefined) return client && this.mayGoUnproven(client, request) ? client : undefined;
    const matches = this.clients.secretMatches(client, identity.secret);
    return matches && client && usesSecret(client) ? client : undefined;
  }

  // Naming a client beside its proof is harmless; alone it is enough for a public client only.
  private mayGoUnproven(client: Client, { context, parameters }: ClientRequest): boolean {
    return client.isPublic || context.headers.authorization !== undefined || parameters.has('client_secret');
  }

  private refuse(request: ClientRequest, presented: readonly Presented[]): Error {
    const [id = ''] = presented.flatMap(({ identities }) => identities.map((identity) => identity.id));
    this.throttle.hit(`client:${request.instance.id}:${addressGroup(request.context.address)}:${id}`, FAILURES);
    const what = presented.length > 0 ? 'the client could not be authenticated' : 'the client did not authenticate';
    return invalidClient(what, challengeOf(request));
  }
}

// A secret proves nothing for a client that has another method: it can not be talked into a weaker one (OIDC Core §9).
function usesSecret(client: Client): boolean {
  return client.authenticationMethod === 'client_secret_basic' || client.authenticationMethod === 'client_secret_post';
}

function named(presented: readonly Presented[]): readonly Presented[] {
  return presented.filter(({ authentication }) => authentication.method === 'none');
}

function challengeOf({ context }: ClientRequest): { challenge?: 'Basic' } {
  return context.headers.authorization === undefined ? {} : { challenge: 'Basic' };
}
