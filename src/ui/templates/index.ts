import type { PageName } from '../views.js';
import { accountApps, accountSessions } from './account-lists.js';
import { account, accountPassword, accountProfile } from './account.js';
import { consent } from './consent.js';
import { formPost, formPostFields } from './form-post.js';
import { home } from './home.js';
import { layout } from './layout.js';
import { alert, csrf, logo, moment } from './partials.js';
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
  'sign-out': signOut,
  refusal,
  'form-post': formPost,
  'turn-back': turnBack,
  home,
  account,
};

export const PARTIALS: Readonly<Record<string, string>> = {
  layout,
  logo,
  csrf,
  alert,
  moment,
  'form-post-fields': formPostFields,
  'account-profile': accountProfile,
  'account-password': accountPassword,
  'account-sessions': accountSessions,
  'account-apps': accountApps,
};
