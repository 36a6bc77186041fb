import { Injectable } from '@nestjs/common';
import type { UserId } from '../../core/ids.js';
import type { Principal } from '../../core/principal.js';
import { Instances } from '../../instances/index.js';
import { type BrowserVisit, EmailChange, EmailVerification, PasswordRecovery } from '../../login/index.js';
import { type RequestContext, Settings } from '../../platform/index.js';
import { assertFrontEnd } from './front-end.js';
import type {
  ChangeEmailDto,
  MailAskDto,
  MailedTokenDto,
  RecoveryMessageDto,
  ResetPasswordDto,
} from './recovery.dto.js';

/** What mail proves, in OpenSight's words. */
@Injectable()
export class OpenSightRecovery {
  constructor(
    private readonly passwords: PasswordRecovery,
    private readonly verification: EmailVerification,
    private readonly changes: EmailChange,
    private readonly instances: Instances,
    private readonly settings: Settings,
  ) {}

  async forgot(visit: BrowserVisit, { email }: MailAskDto): Promise<RecoveryMessageDto> {
    this.assertFrontEnd(visit);
    await this.passwords.request({ ...visit, email });
    return { message: 'If an account exists for this email, a password reset link has been sent.' };
  }

  async reset(visit: BrowserVisit, { token, password }: ResetPasswordDto): Promise<RecoveryMessageDto> {
    this.assertFrontEnd(visit);
    await this.passwords.confirm({ ...visit, token, password });
    return { message: 'Password reset successful. You can now log in with your new password.' };
  }

  async resend(visit: BrowserVisit, { email }: MailAskDto): Promise<RecoveryMessageDto> {
    this.assertFrontEnd(visit);
    await this.verification.request({ ...visit, email });
    return { message: 'If an unconfirmed account exists for this email, a confirmation link has been sent.' };
  }

  async verify(visit: BrowserVisit, { token }: MailedTokenDto): Promise<RecoveryMessageDto> {
    this.assertFrontEnd(visit);
    await this.verification.confirm({ ...visit, token });
    return { message: 'Email address confirmed' };
  }

  async confirmChange(visit: BrowserVisit, { token }: MailedTokenDto): Promise<RecoveryMessageDto> {
    this.assertFrontEnd(visit);
    await this.changes.confirm({ ...visit, token });
    return { message: 'Email address changed' };
  }

  async changeEmail(
    { instanceId, bearer, credential }: Principal,
    context: RequestContext,
    { email, current_password: currentPassword }: ChangeEmailDto,
  ): Promise<RecoveryMessageDto> {
    // The route has asked for a person: the bearer's id is a user's.
    const person = { instanceId, userId: bearer.id as UserId, currentPassword };
    const authenticatedAt = credential.kind === 'session' ? credential.authenticatedAt : 0;
    const instance = await this.instances.getById(instanceId);
    await this.changes.request({ instance, context, ...person, authenticatedAt, email });
    return { message: 'A confirmation link has been sent to the new email address' };
  }

  private assertFrontEnd({ instance, context }: BrowserVisit): void {
    assertFrontEnd(instance, context, this.settings);
  }
}
