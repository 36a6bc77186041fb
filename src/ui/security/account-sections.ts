import type { Type } from '@nestjs/common';
import type { AccountSection } from './account-section.js';
import { ActivitySection } from './activity.section.js';
import { SecondFactorSection } from '../second-factor/second-factor.section.js';
import { IdentitiesSection } from '../social/identities.section.js';
import { EmailSection } from '../recovery/email.section.js';
import { PasswordSection } from './password.section.js';
import { SessionsSection } from './sessions.section.js';

/** What the security page shows, from top to bottom. */
export const ACCOUNT_SECTIONS: readonly Type<AccountSection>[] = [
  PasswordSection,
  EmailSection,
  SecondFactorSection,
  IdentitiesSection,
  SessionsSection,
  ActivitySection,
];
