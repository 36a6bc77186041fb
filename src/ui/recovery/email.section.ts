import { Injectable } from '@nestjs/common';
import type { AccountSection, SectionView, SectionVisit } from '../security/account-section.js';

export const EMAIL_SECTION = 'email';

@Injectable()
export class EmailSection implements AccountSection {
  readonly id = EMAIL_SECTION;

  async render({ texts, user, accountPath }: SectionVisit): Promise<SectionView> {
    const { section } = texts.recovery;
    const { email, emailVerified: isVerified, hasPassword } = user;
    const actions = { change: `${accountPath}/email`, resend: `${accountPath}/email/resend` };
    return {
      title: section.title,
      template: 'security-email',
      content: { email, isVerified, hasPassword, actions },
      notices: { emailAsked: section.asked, verificationSent: section.resent },
    };
  }
}
