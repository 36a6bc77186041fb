import { Injectable } from '@nestjs/common';
import type { AppId, InstanceId, TokenId } from '../core/ids.js';
import type { BearerType } from '../core/principal.js';
import { Database } from '../platform/index.js';
import type { Anchor, AnchorType } from '../revocations/index.js';

/** An access token that has ended before its time, of an app that has a webhook. */
export interface EndedToken {
  readonly id: TokenId;
  readonly appId: AppId;
  readonly bearerType: BearerType;
  readonly bearerId: string;
}

export interface EndedTokenRange {
  readonly instanceId: InstanceId;
  readonly anchor: Anchor;
  /** Milliseconds: what was issued earlier has ended. */
  readonly notBefore: number;
  readonly now: number;
  /** The id that the tokens come after. */
  readonly after: string;
  readonly limit: number;
}

/** By what a token hangs on an anchor; `$1` is the anchor's id. Nothing else hangs on tokens. */
const TIES: Readonly<Partial<Record<AnchorType, string>>> = {
  token: 't.id = $1',
  family: 't.family_id = $1',
  grant: 't.grant_id = $1',
  installation: 't.grant_id = $1',
  session: 't.family_id IN (SELECT f.id FROM token_families f WHERE f.session_id = $1)',
  user: "((t.bearer_type = 'person' AND t.bearer_id = $1) OR t.actor_id = $1)",
  membership: 't.membership_id = $1',
  organization: "t.bearer_type = 'organization' AND t.bearer_id = $1",
  client: 't.client_id = $1',
  app: 'c.app_id = $1',
  instance: 't.instance_id = $1',
};

/** Walks along the ids, which are ordered by time: what is not indexed is looked for among the tokens of a lifetime only. */
@Injectable()
export class EndedTokenStore {
  constructor(private readonly database: Database) {}

  /** By id. */
  async list({ instanceId, anchor, notBefore, now, after, limit }: EndedTokenRange): Promise<EndedToken[]> {
    const tie = TIES[anchor.type];
    if (tie === undefined) return [];
    return this.database.query<EndedToken>(
      `SELECT t.id, c.app_id AS "appId", t.bearer_type AS "bearerType", t.bearer_id AS "bearerId"
         FROM tokens t JOIN clients c ON c.id = t.client_id JOIN apps a ON a.id = c.app_id
        WHERE ${tie} AND t.id > $2 AND t.instance_id = $3 AND t.kind = 'access' AND t.issued_at < $4
          AND t.expires_at > $5 AND a.webhook_url IS NOT NULL
        ORDER BY t.id LIMIT $6`,
      [anchor.id, after, instanceId, notBefore, now, limit],
    );
  }
}
