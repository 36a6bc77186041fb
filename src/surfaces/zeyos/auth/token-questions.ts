import { Injectable } from '@nestjs/common';
import { invalidRequest } from '../../../core/errors.js';
import { formatScope } from '../../../core/scope.js';
import { OwnTokens, type TokenOwner, TokenOwners } from '../../../oauth2/index.js';
import { Users } from '../../../users/index.js';
import type { OwnTokenDto } from './auth.dto.js';
import type { AuthVisit } from './password-sign-ins.js';

/** Does a token of mine still hold, and make it stop. */
@Injectable()
export class TokenQuestions {
  constructor(
    private readonly owners: TokenOwners,
    private readonly own: OwnTokens,
    private readonly users: Users,
  ) {}

  async introspect(visit: AuthVisit): Promise<OwnTokenDto> {
    const owner = await this.ownerOf(visit);
    const token = await this.own.find(visit.instance, owner, textOf(visit, owner));
    if (!token) return { active: false };
    return {
      active: true,
      client_id: token.clientId,
      username: await this.nameFor(visit, owner),
      sub: token.bearer.id,
      token_type: 'Bearer',
      scope: formatScope(token.scope),
      exp: Math.floor(token.expiresAt / 1_000),
      iat: Math.floor(token.issuedAt / 1_000),
    };
  }

  async revoke(visit: AuthVisit): Promise<void> {
    const owner = await this.ownerOf(visit);
    await this.own.revoke(visit.instance, owner, textOf(visit, owner));
  }

  private ownerOf({ instance, context, input }: AuthVisit): Promise<TokenOwner> {
    return this.owners.identify({ instance, context, otp: input.get('otp') });
  }

  // A token speaks for as much as its scope; the person has just typed the name.
  private async nameFor({ instance }: AuthVisit, { userId, scope }: TokenOwner): Promise<string | undefined> {
    if (scope && !scope.has('profile')) return undefined;
    return (await this.users.find(instance.id, userId))?.email;
  }
}

function textOf({ input }: AuthVisit, { text }: TokenOwner): string {
  const sent = input.get('token') ?? text;
  if (sent === undefined) throw invalidRequest('token is missing');
  return sent;
}
