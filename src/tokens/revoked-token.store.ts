import { Injectable } from '@nestjs/common';
import type { InstanceId, TokenId } from '../core/ids.js';
import { Database } from '../platform/index.js';
import type { AnchorType } from '../revocations/index.js';
import type { TokenTies } from './access-token.js';
import type { TokenRow } from './token-row.js';

/** A living access token with something in the feed about what it hangs on: it may be newer than that. Times are in milliseconds. */
export interface SuspectToken extends TokenTies {
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** Part of a walk along the ids, the newest first. */
export interface SuspectRange {
  readonly now: number;
  /** Absent at the beginning. */
  readonly before?: TokenId;
  readonly limit: number;
}

interface Tie {
  readonly anchor: AnchorType;
  readonly column: string;
  /** Where the column names several kinds of things. */
  readonly only?: string;
}

type Nullable<T> = { readonly [Member in keyof T]: T[Member] | null };
type Optional = 'familyId' | 'sessionId' | 'actorId' | 'membershipId';
type Row = Omit<TokenRow, Optional | 'kind' | 'hash' | 'scope' | 'audience'> &
  Nullable<Pick<Required<TokenRow>, Optional>>;

/** By what a token hangs on an anchor; the same as `anchorsOf` says. The names of the columns come from nowhere else. */
const TIES: readonly Tie[] = [
  { anchor: 'token', column: 'id' },
  { anchor: 'family', column: 'family_id' },
  { anchor: 'grant', column: 'grant_id' },
  { anchor: 'session', column: 'session_id' },
  { anchor: 'client', column: 'client_id' },
  { anchor: 'user', column: 'bearer_id', only: 'person' },
  { anchor: 'user', column: 'actor_id' },
  { anchor: 'membership', column: 'membership_id' },
  { anchor: 'organization', column: 'bearer_id', only: 'organization' },
  { anchor: 'instance', column: 'instance_id' },
];

/**
 * One pass over the tokens, which asks a set of dead anchors for each tie. A join would be left to the planner, which without
 * statistics goes row by row: with 200,000 tokens and 20,000 revocations that ran into the statement timeout of five seconds.
 */
const IS_SUSPECT = TIES.map(({ anchor, column, only }) => {
  const kind = only === undefined ? '' : `t.bearer_type = '${only}' AND `;
  return `(${kind}t.${column} IN (SELECT r.anchor_id FROM revocations r
                          WHERE r.instance_id = $1 AND r.anchor_type = '${anchor}' AND r.not_before > 0))`;
}).join(' OR ');

/** Greater than every id, whatever the collation. */
const AFTER_ALL_IDS = 'g';

@Injectable()
export class RevokedTokenStore {
  constructor(private readonly database: Database) {}

  async listSuspects(instanceId: InstanceId, { now, before, limit }: SuspectRange): Promise<SuspectToken[]> {
    const rows = await this.database.query<Row>(
      `SELECT t.id, t.instance_id AS "instanceId", t.family_id AS "familyId", t.grant_id AS "grantId",
              t.client_id AS "clientId", t.bearer_type AS "bearerType", t.bearer_id AS "bearerId",
              t.actor_id AS "actorId", t.membership_id AS "membershipId", t.session_id AS "sessionId",
              t.issued_at AS "issuedAt", t.expires_at AS "expiresAt"
         FROM tokens t
        WHERE t.instance_id = $1 AND t.kind = 'access' AND t.expires_at > $2 AND t.id < $3 AND (${IS_SUSPECT})
        ORDER BY t.id DESC LIMIT $4`,
      [instanceId, now, before ?? AFTER_ALL_IDS, limit],
    );
    return rows.map(suspectOf);
  }
}

function suspectOf({ bearerType, bearerId, actorId, membershipId, familyId, sessionId, ...rest }: Row): SuspectToken {
  return {
    ...rest,
    bearer: { type: bearerType, id: bearerId },
    actor: actorId && membershipId ? { userId: actorId, membershipId } : undefined,
    familyId: familyId ?? undefined,
    sessionId: sessionId ?? undefined,
  };
}
