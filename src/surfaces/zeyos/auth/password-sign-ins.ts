import { Injectable } from '@nestjs/common';
import { csrfFailed, invalidRequest } from '../../../core/errors.js';
import type { Parameters } from '../../../core/parameters.js';
import { parseScope } from '../../../core/scope.js';
import { type Instance, senderOf } from '../../../instances/index.js';
import { type Browser, LoginCookies } from '../../../login/index.js';
import { PasswordTokens, TokenOwners } from '../../../oauth2/index.js';
import { Clock, Settings } from '../../../platform/index.js';
import type { NamedLoginAnswerDto, PasswordTokenDto } from './auth.dto.js';

/** What came, at which instance. */
export interface AuthVisit extends Browser {
  readonly instance: Instance;
  readonly input: Parameters;
}

/** `^[a-zA-Z0-9_.:-]+$`, as the surface's description has it. */
const IDENTIFIER = /^[a-zA-Z0-9_.:-]{1,200}$/;

/** Name and password for a token, and for a session where a browser asks. */
@Injectable()
export class PasswordSignIns {
  constructor(
    private readonly tokens: PasswordTokens,
    private readonly owners: TokenOwners,
    private readonly cookies: LoginCookies,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** By Basic. @throws csrf_failed for a page of another site, before the password is looked at */
  async token(visit: AuthVisit): Promise<PasswordTokenDto> {
    const { instance, context, reply, input } = visit;
    const sender = this.assertKnown(visit);
    const typed = this.owners.read(context);
    const scope = parseScope(input.get('scope'));
    const signedIn = await this.tokens.signIn({ instance, context, ...typed, otp: input.get('otp'), scope });
    // Who came with a session has a new secret for it now.
    if (sender === 'known' || context.headers.cookie !== undefined) this.cookies.remember(instance, signedIn, reply);
    return { access_token: signedIn.accessToken, token_type: 'Bearer', expires_in: signedIn.expiresIn };
  }

  /** By name and password in the body. @throws csrf_failed */
  async login(visit: AuthVisit): Promise<NamedLoginAnswerDto> {
    const { instance, context, reply, input } = visit;
    this.assertKnown(visit);
    const [identifier, password] = [required(input, 'name'), required(input, 'password')];
    const device = input.get('identifier') ?? '';
    if (device !== '' && !IDENTIFIER.test(device)) throw invalidRequest('identifier is not valid');
    const attempt = { instance, context, identifier, password, otp: input.get('otp'), scope: parseScope(undefined) };
    const { user, secret, accessToken, expiresIn } = await this.tokens.signIn(attempt);
    this.cookies.remember(instance, { user, secret }, reply);
    const expdate = Math.floor(this.clock.now() / 1_000) + expiresIn;
    return { user: user.id, application: null, token: accessToken, identifier: device, expdate };
  }

  private assertKnown({ instance, context }: AuthVisit): 'known' | 'silent' {
    const sender = senderOf(instance, context, this.settings);
    if (sender === 'foreign') throw csrfFailed('the request comes from a page that is not allowed to send it');
    return sender;
  }
}

function required(input: Parameters, name: string): string {
  const value = input.get(name);
  if (value === undefined) throw invalidRequest(`${name} is missing`);
  return value;
}
