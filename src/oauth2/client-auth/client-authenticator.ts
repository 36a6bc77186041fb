import { Injectable } from '@nestjs/common';
import { type Client, Clients } from '../../apps/index.js';
import { invalidClient, invalidRequest } from '../../core/errors.js';
import { LIMITS } from '../../core/limits.js';
import { addressGroup, Throttle } from '../../platform/index.js';
import { ClientAssertions } from './client-assertions.service.js';
import type { ClaimedIdentity, ClientAuthentication, ClientRequest } from './client-authentication.js';
import { ClientSecretBasic } from './client-secret-basic.js';
import { ClientSecretPost } from './client-secret-post.js';
import { NoClientAuthentication } from './no-client-authentication.js';
import { PrivateKeyJwt } from './private-key-jwt.js';

const CLIENT_AUTHENTICATIONS: readonly ClientAuthentication[] = [
  new ClientSecretBasic(),
  new ClientSecretPost(),
  new PrivateKeyJwt(),
  new NoClientAuthentication(),
];

interface Presented {
  readonly authentication: ClientAuthentication;
  readonly identities: readonly ClaimedIdentity[];
}

/** Who the client is (RFC 6749 §2.3): always decided before a code or a token is touched. */
@Injectable()
export class ClientAuthenticator {
  constructor(
    private readonly clients: Clients,
    private readonly assertions: ClientAssertions,
    private readonly throttle: Throttle,
  ) {}

  /** @throws invalid_client, the same for an unknown client and a wrong secret; invalid_request; rate_limited */
  async authenticate(request: ClientRequest): Promise<Client> {
    const presented = await this.present(request);
    const [client, ...others] = await Promise.all(presented.map((one) => this.verify(one, request)));
    if (!client || others.some((other) => other?.id !== client.id)) throw await this.refuse(request, presented);
    // Last of all: only who has passed every other check may use an assertion up.
    if (!(await this.spend(client, presented, request))) throw await this.refuse(request, presented);
    return client;
  }

  /** A client that can keep a secret, for the endpoints that tell about tokens (RFC 7662 §2.1). */
  async authenticateConfidential(request: ClientRequest): Promise<Client> {
    const client = await this.authenticate(request);
    if (client.isPublic) throw invalidClient('this endpoint is for confidential clients', challengeOf(request));
    return client;
  }

  private async present(request: ClientRequest): Promise<readonly Presented[]> {
    if (request.context.authorizationCount > 1) throw invalidRequest('two Authorization headers were sent');
    const offered = CLIENT_AUTHENTICATIONS.filter(({ method }) =>
      request.profile.clientAuthentication.includes(method),
    );
    const presented = offered.flatMap((authentication) => {
      const identities = authentication.present(request);
      return identities ? [{ authentication, identities }] : [];
    });
    const proven = presented.filter(({ authentication }) => authentication.method !== 'none');
    // An assertion stands alone: nothing beside it could make up for it, and it makes up for nothing (OpenID Connect Core §9).
    if (proven.length > 1 && proven.some(isAssertion)) throw await this.refuse(request, presented);
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
    const proven = await Promise.all(
      known.map(async ({ identity, client }) => ((await this.proves(identity, client, request)) ? client : undefined)),
    );
    return proven.find((client) => client !== undefined);
  }

  private async proves(
    { secret, assertion }: ClaimedIdentity,
    client: Client | undefined,
    request: ClientRequest,
  ): Promise<boolean> {
    if (secret !== undefined) return this.clients.secretMatches(client, secret);
    if (!client) return false;
    return assertion ? this.assertions.holds(assertion, client, request) : this.mayGoUnproven(client, request);
  }

  // Naming a client beside its proof is harmless; alone it is enough for a public client only.
  private mayGoUnproven(client: Client, { context, parameters }: ClientRequest): boolean {
    if (client.isPublic || context.headers.authorization !== undefined) return true;
    return parameters.has('client_secret') || parameters.has('client_assertion');
  }

  private async spend(client: Client, presented: readonly Presented[], request: ClientRequest): Promise<boolean> {
    const [assertion] = presented.flatMap(({ identities }) =>
      identities.flatMap((identity) => identity.assertion ?? []),
    );
    return assertion === undefined || this.assertions.spend(assertion, client, request);
  }

  private async refuse(request: ClientRequest, presented: readonly Presented[]): Promise<Error> {
    const [id = ''] = presented.flatMap(({ identities }) => identities.map((identity) => identity.id));
    const key = `client:${request.instance.id}:${addressGroup(request.context.address)}:${id}`;
    await this.throttle.hit(key, LIMITS.clientSecret);
    const what = presented.length > 0 ? 'the client could not be authenticated' : 'the client did not authenticate';
    return invalidClient(what, challengeOf(request));
  }
}

function isAssertion({ authentication }: Presented): boolean {
  return authentication.method === 'private_key_jwt';
}

function named(presented: readonly Presented[]): readonly Presented[] {
  return presented.filter(({ authentication }) => authentication.method === 'none');
}

function challengeOf({ context }: ClientRequest): { challenge?: 'Basic' } {
  return context.headers.authorization === undefined ? {} : { challenge: 'Basic' };
}
