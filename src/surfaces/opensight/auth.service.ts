import { Injectable } from '@nestjs/common';
import { Authentication, SignUps } from '../../login/index.js';
import { Settings } from '../../platform/index.js';
import type { LoginDto, RegisterDto, SignedInDto } from './auth.dto.js';
import { FirstPartySignIn, type FrontEndVisit } from './first-party-sign-in.js';
import { assertFrontEnd } from './front-end.js';

/** Accounts and sign-ins with a password. */
@Injectable()
export class OpenSightAuth {
  constructor(
    private readonly authentication: Authentication,
    private readonly signUps: SignUps,
    private readonly signIn: FirstPartySignIn,
    private readonly settings: Settings,
  ) {}

  /** @throws csrf_failed, forbidden, rate_limited, invalid_input, weak_password, conflict */
  async register(visit: FrontEndVisit, { email, password, name }: RegisterDto): Promise<SignedInDto> {
    const { instance, context } = visit;
    assertFrontEnd(instance, context, this.settings);
    const user = await this.signUps.create({ instance, context, email, password, name });
    return this.signIn.welcome({ user, amr: ['pwd'] }, visit, 'user.signed_up');
  }

  /** @throws csrf_failed, rate_limited; invalid_login, the same for every cause; otp_required, invalid_otp */
  async login(visit: FrontEndVisit, { email: identifier, password, otp }: LoginDto): Promise<SignedInDto> {
    const { instance, context } = visit;
    assertFrontEnd(instance, context, this.settings);
    const proved = await this.authentication.verify({ instance, context, identifier, password, otp });
    return this.signIn.welcome(proved, visit);
  }
}
