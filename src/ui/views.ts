import type { ApiKeyPageViews } from './api-keys/key-views.js';
import type { DevicePageViews } from './device/device-views.js';
import type { DeveloperPageViews } from './developer/developer-views.js';
import type { OrganizationPageViews } from './organizations/organization-views.js';
import type { OrganizationQuestion } from '../oauth2/index.js';
import type { OperatorPageViews } from './operator/operator-views.js';
import type { SecondFactorPageViews } from './second-factor/second-factor-views.js';
import type { SocialChoice, SocialPageViews } from './social/social-views.js';
import type { RecoveryPageViews } from './recovery/recovery-views.js';
import type { SecurityPageViews } from './security/security-views.js';
import type { ErrorTexts, Locale, NoticeTexts, RefusalTexts, Texts } from './texts/texts.js';

export type ErrorName = keyof ErrorTexts;
export type NoticeName = keyof NoticeTexts;
export type RefusalName = keyof RefusalTexts;

/** Every address a page links to: absolute paths of this server, never another origin. */
export interface PagePaths {
  readonly home: string;
  readonly signIn: string;
  readonly signUp: string;
  readonly consent: string;
  /** Where an app's request goes on after a sign-in. */
  readonly resume: string;
  readonly signOut: string;
  readonly forgotPassword: string;
  readonly account: string;
  readonly security: string;
  readonly apiKeys: string;
  readonly launchpad: string;
  readonly organizations: string;
  readonly invitations: string;
  readonly developer: string;
  readonly operator: string;
  readonly explorer: string;
  readonly discovery: string;
  readonly jwks: string;
}

export interface AssetPaths {
  readonly stylesheet: string;
  /** Absent on a page that belongs to no instance. */
  readonly branding?: string;
  readonly icon: string;
  readonly formPostScript: string;
  readonly copyScript: string;
}

export interface LanguageLink {
  readonly locale: Locale;
  readonly name: string;
  readonly href: string;
}

export interface Person {
  readonly name: string;
  readonly email: string;
  /** Runs the service: there is a way to the instances. */
  readonly isOperator?: boolean;
}

/** What surrounds every page. */
export interface Frame {
  readonly texts: Texts;
  readonly instanceTitle: string;
  /** An https URL of an image; absent: ours. */
  readonly logo?: string;
  readonly paths: PagePaths;
  readonly assets: AssetPaths;
  /** The other languages of this page; empty where following a link would lose what was typed. */
  readonly languages: readonly LanguageLink[];
  /** The hidden field of every form on the page. */
  readonly csrf: string;
  readonly requestId: string;
  readonly person?: Person;
  /** The part of the pages that this one belongs to, such as `organizations`: the path's segment after the instance. */
  readonly section: string;
  /** Characters. */
  readonly passwordMinimum: number;
}

export interface SignInView {
  readonly action: string;
  /** Absent where the instance makes no accounts by itself. */
  readonly signUpHref?: string;
  /** What was typed before, or the client's login_hint. */
  readonly identifier: string;
  /** The app that sent the person here. */
  readonly clientName?: string;
  /** Other ways in. */
  readonly social?: readonly SocialChoice[];
  readonly error?: ErrorName;
}

export interface SignUpView {
  readonly action: string;
  readonly signInHref: string;
  readonly identifier: string;
  readonly name: string;
  /** Other ways in. */
  readonly social?: readonly SocialChoice[];
  readonly error?: ErrorName;
}

export interface ScopeChoice {
  readonly name: string;
  readonly sentence: string;
  readonly required: boolean;
}

export interface ConsentView {
  readonly action: string;
  readonly client: { readonly name: string; readonly vendor: string };
  readonly scopes: readonly ScopeChoice[];
  /** Absent where the person is the bearer. */
  readonly organizations?: OrganizationQuestion;
  /** What was typed or picked before the form was refused. */
  readonly picked?: { readonly organization?: string; readonly name?: string };
  readonly redirectOrigin: string;
  readonly person: Person;
  readonly otherAccountHref: string;
  readonly error?: ErrorName;
}

export interface SignOutView {
  readonly action: string;
  readonly signedIn: boolean;
}

export interface RefusalView {
  readonly name: RefusalName;
}

export interface FormPostView {
  readonly action: string;
  readonly origin: string;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
}

/** The way back to an app whose request can not be answered: by a link, or by a form where the app wants one. */
export interface TurnBackView {
  readonly appTitle: string;
  readonly origin: string;
  readonly href?: string;
  readonly form?: FormPostView;
}

export interface HomeView {
  readonly signUp: boolean;
  readonly person?: Person;
}

/** A moment twice: for people, and for machines (ISO 8601). */
export interface MomentView {
  readonly text: string;
  readonly exact: string;
  readonly iso: string;
}

export interface SessionView {
  readonly device: string;
  readonly isPhone: boolean;
  readonly address: string;
  readonly current: boolean;
  readonly lastSeen: MomentView;
  readonly since: MomentView;
  readonly endAction: string;
}

export interface AllowedAppView {
  readonly name: string;
  readonly vendor: string;
  readonly sentences: readonly string[];
  readonly since: MomentView;
  readonly withdrawAction: string;
}

export interface ProfileView {
  readonly email: string;
  readonly emailVerified: boolean;
  readonly name: string;
  readonly locale: string;
  readonly zoneinfo: string;
  readonly zones: readonly string[];
}

export interface AccountView {
  readonly profile: ProfileView;
  readonly apps: readonly AllowedAppView[];
  readonly actions: { readonly profile: string };
  readonly securityHref: string;
  readonly locales: readonly { readonly locale: Locale; readonly name: string }[];
  readonly notice?: NoticeName;
  readonly problem?: { readonly error: ErrorName };
}

/** Every page by name, with what it shows. */
export interface PageViews
  extends
    OrganizationPageViews,
    DeveloperPageViews,
    OperatorPageViews,
    DevicePageViews,
    SecurityPageViews,
    RecoveryPageViews,
    SecondFactorPageViews,
    SocialPageViews,
    ApiKeyPageViews {
  readonly 'sign-in': SignInView;
  readonly 'sign-up': SignUpView;
  readonly consent: ConsentView;
  readonly 'sign-out': SignOutView;
  readonly refusal: RefusalView;
  readonly 'form-post': FormPostView;
  readonly 'turn-back': TurnBackView;
  readonly home: HomeView;
  readonly account: AccountView;
}

export type PageName = keyof PageViews;
