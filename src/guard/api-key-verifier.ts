import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { hasApiKeyForm } from '../core/api-key.js';
import { invalidApiKey, rateLimited, temporarilyUnavailable } from '../core/errors.js';
import type { ApiKeyId, GrantId } from '../core/ids.js';
import type { Bearer, Principal } from '../core/principal.js';
import { sha256 } from '../core/secret-format.js';
import type { JsonObject } from '../core/strict-json.js';
import { GuardSettings } from './guard-options.js';
import { Issuer } from './issuer.js';
import { RevocationFollower } from './revocation-follower.js';

const REMEMBERED_KEYS = 10_000;

/** Milliseconds from the question on: what the issuer said is believed no longer than the feed's own bound. */
const LIFETIME = 1_000;

interface Remembered {
  readonly principal: Principal;
  readonly askedAt: number;
}

/** `Authorization: Bearer sk_…` at this service: the issuer decides, and is asked at most once a second. */
@Injectable()
export class ApiKeyVerifier {
  private readonly remembered = new LRUCache<string, Remembered>({ max: REMEMBERED_KEYS });

  constructor(
    private readonly issuer: Issuer,
    private readonly follower: RevocationFollower,
    private readonly settings: GuardSettings,
  ) {
    // A key's rights follow its owner's memberships and roles: whatever happens, it is asked anew.
    follower.onEntry(() => this.remembered.clear());
  }

  /** @throws invalid_api_key, the same whatever is wrong; rate_limited, temporarily_unavailable */
  async verify(text: string, address: string | undefined): Promise<Principal> {
    // What was mistyped or made up costs no request.
    if (!hasApiKeyForm(text)) throw refused();
    const fingerprint = sha256(`${address ?? ''} ${text}`);
    const known = this.follower.isCurrent ? this.remembered.get(fingerprint) : undefined;
    const askedAt = this.settings.clock.monotonic();
    if (known && askedAt - known.askedAt < LIFETIME) return known.principal;
    const principal = this.principalOf(await this.issuer.verifyKey(text, address));
    this.remembered.set(fingerprint, { principal, askedAt });
    return principal;
  }

  private principalOf({ valid, id, owner, scopes, rateLimit }: JsonObject): Principal {
    if (valid !== true) throw rateLimit === undefined ? refused() : tooMany(rateLimit);
    const bearer = bearerOf(owner);
    if (typeof id !== 'string' || !bearer || !isTexts(scopes)) throw malformed();
    return {
      instanceId: this.follower.instanceId,
      bearer,
      grantId: id as GrantId,
      scope: new Set(scopes),
      credential: { kind: 'api-key', id: id as ApiKeyId },
    };
  }
}

function bearerOf(owner: unknown): Bearer | undefined {
  const { type, id }: Record<string, unknown> = { ...(typeof owner === 'object' ? owner : undefined) };
  if (typeof id !== 'string' || (type !== 'person' && type !== 'organization')) return undefined;
  return { type, id };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((element) => typeof element === 'string');
}

function tooMany(rate: unknown): Error {
  const { reset }: Record<string, unknown> = { ...(typeof rate === 'object' ? rate : undefined) };
  return rateLimited('the API key is used too often', { retryAfter: typeof reset === 'number' ? reset : 1 });
}

function refused(): Error {
  return invalidApiKey('the API key is not valid');
}

function malformed(): Error {
  return temporarilyUnavailable('whether the credential holds can not be told at the moment', {
    ...{ cause: 'the verdict on an API key is malformed', retryAfter: 1 },
  });
}
