import { Injectable } from '@nestjs/common';
import { insufficientScope } from '../core/errors.js';
import type { Principal } from '../core/principal.js';
import type { Scope } from '../core/scope.js';
import type { ApiKey } from './api-key.js';
import { ApiKeyAuthenticator, isAllowedFrom } from './api-key-authenticator.js';
import { ApiKeyLimits, type KeyRate } from './api-key-limits.js';
import { ApiKeyScopes } from './api-key-scopes.js';

/** With this scope an organization may check keys; a service that is a confidential client may anyway. */
const CHECKS_KEYS = 'directory.api_keys.r';

export interface KeyQuestion {
  readonly key: string;
  /** The IP address of who has presented it. */
  readonly address?: string;
}

export interface ValidKey {
  readonly key: ApiKey;
  readonly scope: Scope;
}

/** Neither: whatever is wrong with the key. A rate alone: it is genuine, and used too often. */
export interface KeyVerdict {
  readonly valid?: ValidKey;
  readonly rate?: KeyRate;
}

/** For services that are presented keys of ours: the same verdict as the guard's, and the same count. */
@Injectable()
export class ApiKeyVerification {
  constructor(
    private readonly keys: ApiKeyAuthenticator,
    private readonly scopes: ApiKeyScopes,
    private readonly limits: ApiKeyLimits,
  ) {}

  /** @throws insufficient_scope for an organization without the scope; temporarily_unavailable */
  async verify(principal: Principal, question: KeyQuestion): Promise<KeyVerdict> {
    assertMayVerify(principal);
    return this.judge(principal, question);
  }

  /** In the order of the questions; one after the other, so that a key that is asked about twice is counted twice. */
  async verifyAll(principal: Principal, questions: readonly KeyQuestion[]): Promise<KeyVerdict[]> {
    assertMayVerify(principal);
    const verdicts: KeyVerdict[] = [];
    for (const question of questions) verdicts.push(await this.judge(principal, question));
    return verdicts;
  }

  private async judge({ instanceId }: Principal, { key: text, address }: KeyQuestion): Promise<KeyVerdict> {
    const presented = await this.keys.authenticate({ instanceId, text });
    if (!presented || !isAllowedFrom(presented, address)) return {};
    const rate = this.limits.use(presented.key);
    if (rate.isExceeded) return { rate };
    return { rate, valid: { key: presented.key, scope: await this.scopes.effective(presented.key) } };
  }
}

function assertMayVerify({ credential, scope }: Principal): void {
  if (credential.kind === 'basic' || scope.has(CHECKS_KEYS)) return;
  throw insufficientScope('the scope of the credential does not suffice', { scope: CHECKS_KEYS });
}
