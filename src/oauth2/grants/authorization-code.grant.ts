import { Injectable } from '@nestjs/common';
import type { Parameters } from '../../core/parameters.js';
import { Clock } from '../../platform/index.js';
import { TokenRegistry } from '../../tokens/index.js';
import type { AuthorizationCodeRow } from '../authorize/authorization-code.store.js';
import { AuthorizationCodes } from '../authorize/authorization-codes.service.js';
import { Replays } from '../replays.service.js';
import { TokenIssuer } from '../token-issuer.js';
import { familyOf, orderOf } from './code-tokens.js';
import { type Grant, type IssuedTokens, requiredParameter, type TokenRequest } from './grant.js';
import {
  assertRedeemableBy,
  assertStillGranted,
  type CodeParams,
  provesPossession,
  refused,
} from './redeemable-code.js';
import { requestedResources } from './requested-resources.js';

/** RFC 6749 §4.1.3 */
@Injectable()
export class AuthorizationCodeGrant implements Grant<CodeParams> {
  readonly type = 'authorization_code';

  constructor(
    private readonly codes: AuthorizationCodes,
    private readonly issuer: TokenIssuer,
    private readonly registry: TokenRegistry,
    private readonly replays: Replays,
    private readonly clock: Clock,
  ) {}

  read(parameters: Parameters): CodeParams {
    return {
      code: requiredParameter(parameters, 'code'),
      redirectUri: parameters.get('redirect_uri'),
      codeVerifier: parameters.get('code_verifier'),
      resources: requestedResources(parameters),
    };
  }

  async exchange(request: TokenRequest<CodeParams>): Promise<IssuedTokens> {
    const code = await this.redeemable(request);
    const now = this.clock.now();
    const order = orderOf(code, request, now);
    const draft = await this.issuer.draft(order);
    // The code is consumed last: only who proved possession may burn it (RFC 6749 §4.1.2, RFC 7636 §4.6).
    const won = await this.codes.redeem(code, () => this.registry.open(familyOf(order, code, now), draft.rows));
    if (won) return this.issuer.complete(draft);
    // Something was quicker: by now the same checks tell what it was, and a replay is treated as one.
    await this.redeemable(request);
    throw refused('it changed meanwhile');
  }

  /** The presented code, if it is good for its one use now. @throws invalid_grant */
  private async redeemable(request: TokenRequest<CodeParams>): Promise<AuthorizationCodeRow> {
    const code = await this.codes.find(request.instance, request.params.code);
    if (!code) throw refused('unknown');
    assertRedeemableBy(code, request);
    if (!provesPossession(code, request.params.codeVerifier)) {
      // D6: the client is known, so this was its one try; guessing on is not offered.
      await this.codes.burn(code);
      throw refused('the code_verifier does not match');
    }
    if (code.consumedAt !== null) throw await this.replays.ofCode(request, code.familyId);
    assertStillGranted(code, this.clock.now());
    return code;
  }
}
