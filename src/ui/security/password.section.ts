import { Injectable } from '@nestjs/common';
import type { AccountSection, SectionView, SectionVisit } from './account-section.js';

@Injectable()
export class PasswordSection implements AccountSection {
  readonly id = 'password';

  async render({ texts: { security }, user, accountPath }: SectionVisit): Promise<SectionView> {
    return {
      title: security.password.title,
      template: 'security-password',
      content: { action: `${accountPath}/password`, email: user.email },
      notices: { passwordChanged: security.notices.passwordChanged },
    };
  }
}
