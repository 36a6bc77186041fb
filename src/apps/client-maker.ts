import { Injectable } from '@nestjs/common';
import { invalidInput } from '../core/errors.js';
import type { ClientId, SecretId } from '../core/ids.js';
import { readRegisteredKeys } from '../core/public-jwks.js';
import { assertRegistrableRedirectUri } from '../core/redirect-uri.js';
import { SECRET_PREFIX, sha256 } from '../core/secret-format.js';
import { Mint, outboundProblem, Settings } from '../platform/index.js';
import type { ClientKeys, ClientKeysInput } from './client-keys.js';
import type { NewClient, NewClientSecret } from './client.store.js';
import type { ClientInput } from './clients.service.js';
import type { GrantType } from './usable-grants.js';

const CLIENT_GRANTS: readonly GrantType[] = ['authorization_code', 'refresh_token', 'client_credentials'];
const LONGEST_URI = 2_048;

/** What is written down of a new client, of its secrets and of its keys, once it was looked at. */
@Injectable()
export class ClientMaker {
  constructor(
    private readonly mint: Mint,
    private readonly settings: Settings,
  ) {}

  /** Milliseconds since the epoch. */
  now(): number {
    return this.mint.now();
  }

  /** @throws invalid_redirect_uri, invalid_input */
  recordOf(input: ClientInput): NewClient {
    const isPublic = input.isPublic ?? false;
    [...input.redirectUris, ...(input.postLogoutRedirectUris ?? [])].forEach(assertRegistrableRedirectUri);
    const offered = isPublic ? CLIENT_GRANTS.filter((type) => type !== 'client_credentials') : CLIENT_GRANTS;
    const keys = input.keys && this.keysOf(input.keys);
    if (keys && isPublic) throw invalidInput('a public client has no keys', { fields: { jwks: 'must be absent' } });
    const proof = keys ? 'private_key_jwt' : 'client_secret_basic';
    return {
      id: input.id ?? (this.mint.secret(18) as ClientId),
      instanceId: input.instanceId,
      appId: input.appId,
      name: input.name ?? '',
      isPublic,
      authenticationMethod: isPublic ? 'none' : proof,
      keys,
      grantTypes: new Set(input.grantTypes ?? offered),
      redirectUris: input.redirectUris,
      postLogoutRedirectUris: input.postLogoutRedirectUris ?? [],
      requirePkce: isPublic || (input.requirePkce ?? false),
      idTokenAlgorithm: input.idTokenAlgorithm ?? 'RS256',
    };
  }

  /** Keys that somebody registers. @throws invalid_input */
  keysOf({ jwks, jwksUri }: ClientKeysInput): ClientKeys {
    if ((jwks === undefined) === (jwksUri === undefined)) {
      throw invalidInput('name the keys, or where they are', {
        fields: { jwks: 'must stand here or jwksUri, not both' },
      });
    }
    return jwksUri === undefined ? { jwks: readRegisteredKeys(jwks) } : { jwksUri: this.uriOf(jwksUri) };
  }

  /** A new secret, minted where none is given. */
  secretOf(clientId: ClientId, text = SECRET_PREFIX.clientSecret + this.mint.secret()): NewClientSecret {
    const hint = text.slice(-4);
    return { text, row: { id: this.mint.id<SecretId>(), clientId, hash: sha256(text), hint, now: this.mint.now() } };
  }

  private uriOf(text: string): string {
    const url = text.length <= LONGEST_URI && URL.canParse(text) ? new URL(text) : undefined;
    const allows = this.settings.clientKeysAllowPrivate;
    const problem = url ? outboundProblem(url, { allowsHttp: allows, allowsPrivate: allows }) : 'an absolute URL';
    if (url && problem === undefined) return url.href;
    throw invalidInput('this is not a URL of keys', { fields: { jwksUri: `must be ${problem}` } });
  }
}
