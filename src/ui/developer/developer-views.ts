import type { DeveloperErrorTexts, DeveloperNoticeTexts } from '../texts/developer.js';
import type { MomentView } from '../views.js';

export type DeveloperErrorName = keyof DeveloperErrorTexts;
export type DeveloperNoticeName = keyof DeveloperNoticeTexts;

/** The parts of the page of an app with forms that can be refused. */
export type DeveloperSection = 'details' | 'clients' | 'client' | 'scopes' | 'api' | 'webhook' | 'status';

export interface DeveloperProblem {
  readonly section: DeveloperSection;
  readonly error: DeveloperErrorName;
  /** Which of several forms alike. */
  readonly item?: string;
}

export interface PublishedAppView {
  readonly title: string;
  readonly name: string;
  readonly vendor: string;
  readonly status: 'active' | 'disabled' | 'blocked';
  readonly isPrivate: boolean;
  readonly href: string;
}

/** What was typed, by the names of the fields. */
export type Typed = Readonly<Record<string, string>>;

export interface DeveloperView {
  readonly apps: readonly PublishedAppView[];
  /** Of which the person is an admin. */
  readonly organizations: readonly { readonly id: string; readonly name: string }[];
  readonly action: string;
  readonly typed: Typed;
  readonly error?: DeveloperErrorName;
}

/** A secret that this one answer holds and no other. */
export interface ShownSecretView {
  readonly kind: 'client' | 'webhook';
  /** The `client_id`. */
  readonly clientId?: string;
  /** Absent for a public client. */
  readonly value?: string;
}

export interface ClientView {
  readonly id: string;
  readonly name: string;
  readonly isPublic: boolean;
  readonly disabled: boolean;
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris: readonly string[];
  readonly secrets: readonly { readonly hint: string; readonly created: MomentView; readonly expires?: MomentView }[];
  readonly updateAction: string;
  readonly rotateAction: string;
  readonly disableAction: string;
}

export interface DesiredScopeView {
  readonly name: string;
  readonly sentence: string;
  /** Asked for by every app. */
  readonly always: boolean;
  /** The app that defines it has withdrawn it. */
  readonly gone: boolean;
}

export interface OfferedScopeView {
  readonly name: string;
  readonly en: string;
  readonly de: string;
  readonly forPeople: boolean;
  readonly forOrganizations: boolean;
}

export interface DeliveryView {
  readonly event: string;
  readonly subject: string;
  readonly status: 'pending' | 'delivered' | 'failed';
  readonly answer: string;
  readonly created: MomentView;
  readonly replayAction: string;
}

export interface WebhookView {
  readonly url: string;
  readonly deliveries: readonly DeliveryView[];
}

export interface DeveloperAppView {
  readonly app: PublishedAppView;
  readonly listHref: string;
  readonly secret?: ShownSecretView;
  readonly details: Typed;
  readonly clients: readonly ClientView[];
  readonly desired: readonly DesiredScopeView[];
  readonly suggestions: readonly { readonly name: string; readonly sentence: string }[];
  readonly api: {
    readonly audience?: string;
    readonly scopes: readonly OfferedScopeView[];
    /** Whether its technical name can begin a scope. */
    readonly canOffer: boolean;
  };
  readonly webhook?: WebhookView;
  /** What was typed into the form that was refused. */
  readonly typed: Typed;
  readonly actions: Readonly<Record<string, string>>;
  readonly notice?: DeveloperNoticeName;
  readonly problem?: DeveloperProblem;
}

export interface DeveloperPageViews {
  readonly developer: DeveloperView;
  readonly 'developer-app': DeveloperAppView;
}
