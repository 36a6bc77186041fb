import { Injectable } from '@nestjs/common';
import type { TokenId } from '../core/ids.js';
import { formatScope } from '../core/scope.js';
import { SECRET_PREFIX, sha256 } from '../core/secret-format.js';
import { TokenSigner } from '../keys/index.js';
import { Mint } from '../platform/index.js';
import { Resources, type Target } from '../resources/index.js';
import { ACCESS_TOKEN_TYPE, type AccessToken, type TokenRow } from '../tokens/index.js';
import { accessTokenClaims } from './access-token-claims.js';
import type { IssuedTokens } from './grants/grant.js';
import { ID_TOKEN_TYPE, idTokenClaims } from './id-token.js';
import type { Family, Identity, TokenOrder } from './token-order.js';

interface RefreshDraft {
  readonly text: string;
  readonly row: TokenRow;
}

/** Tokens that were decided but are not yet recorded: `rows` go into the store, then `complete` makes the answer. */
export interface TokenDraft {
  readonly rows: readonly TokenRow[];
  readonly order: TokenOrder;
  readonly target: Target;
  readonly access: AccessToken;
  readonly opaqueText?: string;
  readonly refresh?: RefreshDraft;
}

/** The only place that mints tokens. Decides first, signs last, so that nothing is signed for a request that loses a race. */
@Injectable()
export class TokenIssuer {
  constructor(
    private readonly resources: Resources,
    private readonly signer: TokenSigner,
    private readonly mint: Mint,
  ) {}

  /** @throws invalid_target */
  async draft(order: TokenOrder): Promise<TokenDraft> {
    const { issuer, settings, id } = order.instance;
    const catalogue = await this.resources.catalogue(id);
    const defaults = { issuer, format: settings.accessTokenFormat, algorithm: settings.algorithm };
    const target = targetOf(order, catalogue.target(order.scope, defaults, order.resources));
    const access = this.accessTokenOf(order, target);
    const opaqueText = target.format === 'opaque' ? SECRET_PREFIX.accessToken + this.mint.secret() : undefined;
    const refresh = order.family?.renewable ? this.refreshOf(order, order.family) : undefined;
    const rows = [rowOf(access, opaqueText), ...(refresh ? [refresh.row] : [])];
    return { rows, order, target, access, opaqueText, refresh };
  }

  async complete({ order, target, access, opaqueText, refresh }: TokenDraft): Promise<IssuedTokens> {
    const accessToken = opaqueText ?? (await this.signAccessToken(order, target, access));
    return {
      accessToken,
      expiresIn: wholeSeconds(access.expiresAt - access.issuedAt),
      scope: access.scope,
      bearer: order.bearer,
      actor: order.actor,
      appName: order.client.app.name,
      audience: access.audience,
      refreshToken: refresh?.text,
      refreshTokenExpiresIn: refresh && wholeSeconds(refresh.row.expiresAt - access.issuedAt),
      idToken: order.identity && (await this.signIdToken(order, order.identity, { accessToken, access })),
    };
  }

  private accessTokenOf(order: TokenOrder, target: Target): AccessToken {
    const now = Math.max(this.mint.now(), order.earliestIssue ?? 0);
    const id = this.mint.id<TokenId>(now);
    const { instance, client, bearer, actor, grantId, scope, family, sessionId } = order;
    const lifetime = target.lifetime ?? instance.settings.accessTokenLifetime ?? order.profile.accessTokenLifetime;
    const common = { id, instanceId: instance.id, clientId: client.id, bearer, actor, grantId, scope };
    const ties = { familyId: family?.id, sessionId: family ? family.sessionId : sessionId };
    return {
      ...common,
      ...ties,
      allowedIps: order.allowedIps,
      audience: target.audience,
      issuedAt: now,
      expiresAt: Math.min(now + lifetime, order.latestExpiry ?? Infinity),
    };
  }

  private refreshOf({ instance, client, bearer, actor, grantId, profile }: TokenOrder, family: Family): RefreshDraft {
    const text = SECRET_PREFIX.refreshToken + this.mint.secret();
    const issuedAt = this.mint.now();
    const row: TokenRow = {
      id: this.mint.id<TokenId>(),
      instanceId: instance.id,
      kind: 'refresh',
      hash: sha256(text),
      familyId: family.id,
      sessionId: family.sessionId,
      grantId,
      clientId: client.id,
      bearerType: bearer.type,
      bearerId: bearer.id,
      actorId: actor?.userId,
      membershipId: actor?.membershipId,
      scope: formatScope(family.scope),
      audience: [],
      issuedAt,
      expiresAt: Math.min(issuedAt + profile.refresh.idleLifetime, family.expiresAt),
    };
    return { text, row };
  }

  private signAccessToken(order: TokenOrder, { algorithm }: Target, access: AccessToken): Promise<string> {
    const how = { instanceId: order.instance.id, algorithm, typ: ACCESS_TOKEN_TYPE };
    return this.signer.sign(how, accessTokenClaims(order, access));
  }

  private signIdToken(
    { instance, client, profile }: TokenOrder,
    identity: Identity,
    { accessToken, access }: { accessToken: string; access: AccessToken },
  ): Promise<string> {
    const { issuedAt } = access;
    const times = { issuedAt, expiresAt: issuedAt + profile.idTokenLifetime };
    const statement = { ...identity, ...times, issuer: instance.issuer, clientId: client.id, accessToken };
    const how = { instanceId: instance.id, algorithm: client.idTokenAlgorithm, typ: ID_TOKEN_TYPE };
    return this.signer.sign(how, idTokenClaims(statement));
  }
}

// The directory's clients know the RSA keys of one list, and nothing else.
function targetOf({ profile }: TokenOrder, target: Target): Target {
  return profile.accessTokenClaims === 'directory' ? { ...target, algorithm: 'RS256' } : target;
}

function rowOf(token: AccessToken, opaqueText: string | undefined): TokenRow {
  const { id, instanceId, familyId, sessionId, grantId, clientId, bearer, actor, audience, issuedAt, expiresAt } =
    token;
  const { userId: actorId, membershipId } = actor ?? {};
  const hangsOn = { instanceId, familyId, sessionId, grantId, clientId };
  const owner = { ...hangsOn, bearerType: bearer.type, bearerId: bearer.id, actorId, membershipId };
  const hash = opaqueText === undefined ? undefined : sha256(opaqueText);
  return { id, kind: 'access', hash, ...owner, scope: formatScope(token.scope), audience, issuedAt, expiresAt };
}

function wholeSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
