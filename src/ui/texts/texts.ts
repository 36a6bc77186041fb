import type { ApiKeyTexts } from './api-keys.js';
import type { DeveloperTexts } from './developer.js';
import type { LaunchpadTexts, NavigationTexts, OrganizationAppTexts, OrganizationTexts } from './organizations.js';

import type { DeviceTexts } from './device.js';
import type { OperatorTexts } from './operator.js';
import type { SecondFactorTexts } from './second-factor.js';
import type { SocialTexts } from './social.js';
import type { RecoveryTexts } from './recovery.js';
import type { SecurityTexts } from './security.js';

export type Locale = 'en' | 'de';

/** What can stand above a form after it was refused. Every text is ours: nothing of the request is quoted in it. */
export interface ErrorTexts {
  readonly invalidLogin: string;
  readonly invalidOtp: string;
  readonly signInExpired: string;
  readonly rateLimited: string;
  readonly invalidEmail: string;
  readonly invalidName: string;
  readonly nameTaken: string;
  readonly emailTaken: string;
  readonly weakPassword: string;
  readonly wrongPassword: string;
  readonly formExpired: string;
  readonly invalidCode: string;
  readonly invalidInput: string;
  readonly temporarilyUnavailable: string;
}

/** A page that says why nothing else can be shown. */
export interface RefusalText {
  readonly title: string;
  readonly message: string;
}

export interface RefusalTexts {
  readonly badRequest: RefusalText;
  readonly forbidden: RefusalText;
  readonly formExpired: RefusalText;
  readonly notFound: RefusalText;
  readonly rateLimited: RefusalText;
  readonly unavailable: RefusalText;
  readonly failed: RefusalText;
}

/** What can stand above the account after something was done. */
export interface NoticeTexts {
  readonly profileSaved: string;
  readonly appWithdrawn: string;
}

/** Every sentence of the pages in one language. A function takes what the sentence names. */
export interface Texts {
  readonly locale: Locale;
  readonly languageName: string;
  readonly frame: {
    readonly securedBy: string;
    readonly language: string;
    readonly skipToContent: string;
    readonly signedInAs: string;
    readonly account: string;
    readonly signOut: string;
  };
  readonly fields: {
    readonly email: string;
    readonly password: string;
    readonly newPassword: string;
    readonly currentPassword: string;
    readonly name: string;
    readonly language: string;
    readonly timeZone: string;
    readonly browserLanguage: string;
    readonly noTimeZone: string;
    readonly timeZoneHint: string;
    readonly passwordHint: (minimum: number) => string;
  };
  readonly signIn: {
    readonly title: string;
    readonly to: (name: string) => string;
    readonly lead: (instance: string) => string;
    readonly submit: string;
    readonly noAccount: string;
    readonly signUp: string;
  };
  readonly signUp: {
    readonly title: string;
    readonly lead: (instance: string) => string;
    readonly submit: string;
    readonly haveAccount: string;
    readonly signIn: string;
  };
  readonly consent: {
    readonly title: (app: string) => string;
    readonly by: (vendor: string) => string;
    readonly lead: (app: string) => string;
    readonly always: string;
    readonly nothingAsked: string;
    readonly choose: string;
    readonly allow: string;
    readonly deny: string;
    readonly redirect: (origin: string) => string;
    readonly withdrawHint: string;
    readonly notYou: string;
    readonly organization: ConsentOrganizationTexts;
  };
  readonly device: DeviceTexts;
  readonly secondFactor: SecondFactorTexts;
  readonly social: SocialTexts;
  readonly signOut: {
    readonly title: string;
    readonly lead: (instance: string) => string;
    readonly submit: string;
    readonly stay: string;
    readonly doneTitle: string;
    readonly doneLead: string;
    readonly signInAgain: string;
  };
  readonly account: AccountTexts;
  readonly security: SecurityTexts;
  readonly recovery: RecoveryTexts;
  readonly apiKeys: ApiKeyTexts;
  readonly formPost: { readonly title: string; readonly lead: (origin: string) => string; readonly submit: string };
  readonly turnBack: {
    readonly title: (app: string) => string;
    readonly lead: string;
    readonly submit: (app: string) => string;
  };
  readonly home: HomeTexts;
  readonly refusal: RefusalTexts & { readonly requestId: string; readonly back: string };
  readonly errors: ErrorTexts;
  readonly navigation: NavigationTexts;
  readonly organizations: OrganizationTexts;
  readonly organizationApps: OrganizationAppTexts;
  readonly launchpad: LaunchpadTexts;
  readonly developer: DeveloperTexts;
  readonly operator: OperatorTexts;
}

/** An app that wants to act for an organization. */
export interface ConsentOrganizationTexts {
  readonly title: (app: string) => string;
  readonly titleNamed: (app: string, organization: string) => string;
  readonly question: string;
  readonly connected: string;
  readonly create: string;
  readonly name: string;
  readonly lead: (app: string) => string;
  readonly leadOnBehalf: (app: string) => string;
  readonly allow: string;
  readonly hint: string;
  readonly hintOnBehalf: string;
}

export interface AccountTexts {
  readonly title: string;
  readonly navigation: string;
  readonly profile: { readonly title: string; readonly lead: string; readonly save: string };
  readonly verified: string;
  readonly unverified: string;
  /** The way to the page of what keeps the account safe. */
  readonly security: string;
  readonly toSecurity: string;
  readonly apps: {
    readonly title: string;
    readonly lead: string;
    readonly none: string;
    readonly since: string;
    readonly withdraw: string;
    readonly withdrawFrom: (app: string) => string;
  };
  readonly notices: NoticeTexts;
}

export interface HomeTexts {
  readonly title: (instance: string) => string;
  readonly lead: (instance: string) => string;
  readonly signIn: string;
  readonly signUp: string;
  readonly manage: string;
  readonly greeting: (name: string) => string;
  readonly developers: string;
  readonly explorer: { readonly title: string; readonly lead: string };
  readonly discovery: { readonly title: string; readonly lead: string };
  readonly keys: { readonly title: string; readonly lead: string };
}
