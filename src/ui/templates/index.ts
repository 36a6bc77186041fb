import type { PageName } from '../views.js';
import { accountApps, accountSessions } from './account-lists.js';
import { account, accountPassword, accountProfile } from './account.js';
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
import { alert, appHead, consentChoices, csrf, logo, moment } from './partials.js';
import { refusal } from './refusal.js';
import { signIn } from './sign-in.js';
import { signOut } from './sign-out.js';
import { signUp } from './sign-up.js';
import { turnBack } from './turn-back.js';

/** Strings in modules rather than files: they are found wherever the package runs, bundled or compiled to CommonJS. */
export const PAGES: Readonly<Record<PageName, string>> = {
  'sign-in': signIn,
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
  organizations,
  organization,
  invitation,
  'organization-apps': organizationApps,
  'app-install': appInstall,
  launchpad,
  developer,
  'developer-app': developerApp,
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
  'account-password': accountPassword,
  'account-sessions': accountSessions,
  'account-apps': accountApps,
  ...ORGANIZATION_PARTIALS,
  ...DEVELOPER_PARTIALS,
  'developer-badges': developerBadges,
  'developer-client-type': developerClientType,
  'developer-uris': developerUris,
  'organization-apps-installed': organizationAppsInstalled,
  'organization-apps-browse': organizationAppsBrowse,
};
