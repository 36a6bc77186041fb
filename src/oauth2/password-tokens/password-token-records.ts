import { Injectable } from '@nestjs/common';
import { passwordSignIn } from '../../core/profile.js';
import { Metrics } from '../../platform/index.js';
import { TokenRegistry } from '../../tokens/index.js';
import type { IssuedTokens } from '../grants/grant.js';
import { type TokenDraft, TokenIssuer } from '../token-issuer.js';
import type { TokenOrder } from '../token-order.js';
import { PASSWORD_CLIENT } from './password-token-client.js';
import { PersonalScopes } from './personal-scopes.js';

export type PasswordTokenInput = Omit<TokenOrder, 'profile' | 'client'>;

@Injectable()
export class PasswordTokenRecords {
  constructor(
    private readonly scopes: PersonalScopes,
    private readonly issuer: TokenIssuer,
    private readonly registry: TokenRegistry,
    private readonly metrics: Metrics,
  ) {}

  /** Decided and recorded; joins the running transaction. @throws invalid_scope */
  async draft(input: PasswordTokenInput): Promise<TokenDraft> {
    const scope = await this.scopes.choose(input.instance.id, input.scope);
    const draft = await this.issuer.draft({ ...input, scope, profile: passwordSignIn, client: PASSWORD_CLIENT });
    await this.registry.record(draft.rows);
    return draft;
  }

  /** To be called once it is committed. */
  async sign(draft: TokenDraft): Promise<IssuedTokens> {
    const issued = await this.issuer.complete(draft);
    this.metrics.issued('password');
    return issued;
  }
}
