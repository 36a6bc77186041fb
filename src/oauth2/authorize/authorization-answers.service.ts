import { Injectable } from '@nestjs/common';
import type { Client } from '../../apps/index.js';
import type { Consent } from '../../consents/index.js';
import { accessDenied, type AuthError } from '../../core/errors.js';
import type { FamilyId } from '../../core/ids.js';
import { standard } from '../../core/profile.js';
import { formatScope, type Scope } from '../../core/scope.js';
import type { Instance } from '../../instances/index.js';
import { Database, Mint } from '../../platform/index.js';
import type { Session } from '../../sessions/index.js';
import { type Approved, Approvals } from './approvals.service.js';
import type { AuthorizationRequest, CheckedRequest } from './authorization-request.js';
import type { StoredRequest } from './authorization-request.store.js';
import { AuthorizationCodes } from './authorization-codes.service.js';
import type { OrganizationChoice } from './organization-choices.service.js';
import { ParkedRequests } from './parked-requests.service.js';
import type { AuthorizationResponse } from './response-mode.js';

/** A request that was allowed, by whom, and how far. */
export interface Permission {
  readonly instance: Instance;
  readonly client: Client;
  readonly request: CheckedRequest;
  readonly session: Session;
  readonly scope: Scope;
  /** What allows it already; otherwise this permission is remembered. */
  readonly consent?: Consent;
  /** For which organization; absent where the person is the bearer. */
  readonly choice?: OrganizationChoice;
  /** The stored request that is answered with this. */
  readonly parked?: StoredRequest;
}

interface Denial {
  readonly instance: Instance;
  readonly request: AuthorizationRequest;
  readonly parked: StoredRequest;
}

type NewCode = Parameters<AuthorizationCodes['issue']>[0];

/** What the client is told: a code, or an error; once for each stored request. */
@Injectable()
export class AuthorizationAnswers {
  constructor(
    private readonly codes: AuthorizationCodes,
    private readonly approvals: Approvals,
    private readonly parking: ParkedRequests,
    private readonly database: Database,
    private readonly mint: Mint,
  ) {}

  /** RFC 6749 §4.1.2. @throws invalid_request where another answer was quicker */
  code(permission: Permission): Promise<AuthorizationResponse> {
    const { instance, request, session, parked } = permission;
    return this.database.transaction(async () => {
      if (parked) await this.parking.complete(parked);
      const onBehalf = request.bearer.onBehalfOf ?? false;
      const approved = await this.approvals.give({ ...permission, userId: session.userId, onBehalf });
      const code = await this.codes.issue(this.codeFor(permission, approved), standard.codeLifetime);
      return responseOf(instance, request, { code });
    });
  }

  async denial({ instance, request, parked }: Denial): Promise<AuthorizationResponse> {
    await this.parking.complete(parked);
    return this.error(instance, request, accessDenied('the person did not allow it'));
  }

  /** RFC 6749 §4.1.2.1 */
  error(instance: Instance, request: AuthorizationRequest, { code, description }: AuthError): AuthorizationResponse {
    return responseOf(instance, request, { error: code, error_description: description });
  }

  private codeFor({ client, request, session }: Permission, { approval, scope }: Approved): NewCode {
    return {
      instanceId: client.instanceId,
      clientId: client.id,
      userId: session.userId,
      sessionId: session.id,
      approval,
      familyId: this.mint.id<FamilyId>(),
      redirectUri: request.redirectUri,
      redirectUriSent: request.redirectUriSent,
      codeChallenge: request.parameters.get('code_challenge'),
      nonce: request.parameters.get('nonce'),
      scope: formatScope(scope),
      resources: request.resources,
      authenticatedAt: session.authenticatedAt,
    };
  }
}

/** `iss` tells a client of many servers which one answers (RFC 9207 §2). */
function responseOf(
  { issuer }: Instance,
  { redirectUri, responseMode, parameters }: AuthorizationRequest,
  answer: Readonly<Record<string, string>>,
): AuthorizationResponse {
  return { redirectUri, mode: responseMode, parameters: { ...answer, state: parameters.get('state'), iss: issuer } };
}
