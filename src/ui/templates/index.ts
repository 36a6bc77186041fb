import type { PageName } from '../views.js';
import { API_KEY_PARTIALS, apiKeys } from './api-keys.js';
import { accountApps } from './account-lists.js';
import { account, accountProfile } from './account.js';
import { consent } from './consent.js';
import { DEVELOPER_PARTIALS, developerApp } from './developer-app.js';
import { developer, developerBadges, developerClientType, developerUris } from './developer.js';
import { device, deviceConfirm, deviceDone } from './device.js';
import { formPost, formPostFields } from './form-post.js';
import { home } from './home.js';
import { launchpad } from './launchpad.js';
import { layout } from './layout.js';
import {
  appInstall,
  organizationApps,
  organizationAppsBrowse,
  organizationAppsInstalled,
} from './organization-apps.js';
import { ORGANIZATION_PARTIALS, invitation, organization, organizations } from './organizations.js';
import { OPERATOR_PARTIALS, operator, operatorInstance } from './operator.js';
import { alert, appHead, consentChoices, csrf, logo, moment } from './partials.js';
import { RECOVERY_PAGES, RECOVERY_PARTIALS } from './recovery.js';
import { refusal } from './refusal.js';
import { SECURITY_PARTIALS, security } from './security.js';
import { SECOND_FACTOR_PARTIALS, secondFactorCodes, secondFactorSetup, signInOtp } from './second-factor.js';
import { signIn } from './sign-in.js';
import { signOut } from './sign-out.js';
import { SOCIAL_PARTIALS, socialRefusal } from './social.js';
import { signUp } from './sign-up.js';
import { turnBack } from './turn-back.js';

/** Strings in modules rather than files: they are found wherever the package runs, bundled or compiled to CommonJS. */
export const PAGES: Readonly<Record<PageName, string>> = {
  'sign-in': signIn,
  'sign-in-otp': signInOtp,
  'social-refusal': socialRefusal,
  'second-factor-setup': secondFactorSetup,
  'second-factor-codes': secondFactorCodes,
  'sign-up': signUp,
  consent,
  device,
  'device-confirm': deviceConfirm,
  'device-done': deviceDone,
  'sign-out': signOut,
  refusal,
  'form-post': formPost,
  'turn-back': turnBack,
  home,
  account,
  security,
  ...RECOVERY_PAGES,
  'api-keys': apiKeys,
  organizations,
  organization,
  invitation,
  'organization-apps': organizationApps,
  'app-install': appInstall,
  launchpad,
  developer,
  'developer-app': developerApp,
  operator,
  'operator-instance': operatorInstance,
};

export const PARTIALS: Readonly<Record<string, string>> = {
  layout,
  logo,
  csrf,
  alert,
  moment,
  'app-head': appHead,
  'consent-choices': consentChoices,
  'form-post-fields': formPostFields,
  'account-profile': accountProfile,
  'account-apps': accountApps,
  ...SECURITY_PARTIALS,
  ...RECOVERY_PARTIALS,
  ...SECOND_FACTOR_PARTIALS,
  ...SOCIAL_PARTIALS,
  ...API_KEY_PARTIALS,
  ...ORGANIZATION_PARTIALS,
  ...DEVELOPER_PARTIALS,
  ...OPERATOR_PARTIALS,
  'developer-badges': developerBadges,
  'developer-client-type': developerClientType,
  'developer-uris': developerUris,
  'organization-apps-installed': organizationAppsInstalled,
  'organization-apps-browse': organizationAppsBrowse,
};
