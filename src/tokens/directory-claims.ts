import { isUuid } from '../core/ids.js';
import type { Bearer } from '../core/principal.js';
import { roleBits, type Role } from '../core/roles.js';
import type { AccessToken } from './access-token.js';
import { tiesOf } from './token-ties.js';

/** What a directory token says beyond the token itself. */
export interface DirectoryClaims {
  readonly issuer: string;
  /** The technical name of the app, which its clients look for first in the audience. */
  readonly appName: string;
  /** Where the public keys are. */
  readonly keysUrl: string;
  /** Of the member who acts for the organization. */
  readonly roles?: readonly Role[];
}

const TYPES = { person: 'Person', organization: 'Organization' } as const;
const SUBJECT = /^(Person|Organization)\/([0-9a-f-]{36})(?:>Organization\/([0-9a-f-]{36}))?$/;

/** The JWT of the directory as its clients read it: the bearer in `sub`, `aud` and `scope` as lists. */
export function directoryClaimsOf(token: AccessToken, statement: DirectoryClaims): Record<string, unknown> {
  const { issuer, appName, keysUrl, roles } = statement;
  return {
    iss: issuer,
    sub: directorySubjectOf(token),
    aud: [...new Set([appName, ...token.audience])],
    jti: token.id,
    // Never ahead of a reader's clock (RFC 7519 §4.1.5): whole seconds, rounded down.
    nbf: Math.floor(token.issuedAt / 1000),
    iat: Math.floor(token.issuedAt / 1000),
    exp: Math.floor(token.expiresAt / 1000),
    jku: keysUrl,
    scope: [...token.scope],
    client_id: token.clientId,
    ...tiesOf(token),
    ...(roles && { roles: roleBits(roles) }),
  };
}

/** The inverse of the subject; `undefined` for any other text. */
export function subjectOf(subject: string): { readonly bearer: Bearer; readonly actorId?: string } | undefined {
  const [, type, id, organizationId] = SUBJECT.exec(subject) ?? [];
  if (type === undefined || id === undefined || !isUuid(id)) return undefined;
  if (organizationId === undefined) return { bearer: { type: type === 'Person' ? 'person' : 'organization', id } };
  if (type !== 'Person' || !isUuid(organizationId)) return undefined;
  return { bearer: { type: 'organization', id: organizationId }, actorId: id };
}

function directorySubjectOf({ bearer, actor }: AccessToken): string {
  const own = bearer.type === 'client' ? bearer.id : `${TYPES[bearer.type]}/${bearer.id}`;
  return actor ? `Person/${actor.userId}>${own}` : own;
}
