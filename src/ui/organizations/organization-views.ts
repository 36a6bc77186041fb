import type { OrganizationErrorTexts, OrganizationNoticeTexts } from '../texts/organizations.js';
import type { MomentView, Person, ScopeChoice } from '../views.js';

export type OrganizationErrorName = keyof OrganizationErrorTexts;
export type OrganizationNoticeName = keyof OrganizationNoticeTexts;

/** The parts of the pages with forms that can be refused. */
export type OrganizationSection = 'details' | 'members' | 'invitations' | 'status' | 'installed';

export interface OrganizationProblem {
  readonly section: OrganizationSection;
  readonly error: OrganizationErrorName;
}

export interface CountryChoice {
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  readonly name: string;
}

export interface RoleChoice {
  readonly role: string;
  readonly label: string;
  readonly checked: boolean;
}

export interface PagingView {
  readonly previous?: string;
  readonly next?: string;
}

export interface OwnOrganizationView {
  readonly name: string;
  readonly href: string;
  readonly roles: readonly string[];
  readonly suspended: boolean;
}

export interface OrganizationsView {
  readonly organizations: readonly OwnOrganizationView[];
  readonly action: string;
  readonly typed: { readonly name: string; readonly countryCode: string };
  readonly countries: readonly CountryChoice[];
  readonly notice?: OrganizationNoticeName;
  readonly error?: OrganizationErrorName;
}

/** What stands on every page of one organization. */
export interface OrganizationHead {
  readonly name: string;
  readonly suspended: boolean;
  readonly href: string;
  readonly appsHref: string;
  /** Absent where the viewer may not see its keys. */
  readonly apiKeysHref?: string;
  /** Whether the person sees invitations. */
  readonly invitations: boolean;
}

export interface OrganizationDetailsView {
  /** Absent for who may not change them. */
  readonly action?: string;
  readonly name: string;
  readonly countryCode: string;
  readonly country: string;
  readonly countries: readonly CountryChoice[];
  readonly since: MomentView;
}

export interface MemberView {
  readonly id: string;
  readonly name: string;
  /** For admins only. */
  readonly email?: string;
  readonly you: boolean;
  readonly roles: readonly string[];
  readonly since: MomentView;
  /** Absent where the person may not do it. */
  readonly change?: { readonly action: string; readonly choices: readonly RoleChoice[] };
  readonly removeAction?: string;
}

export interface InvitationRowView {
  readonly email: string;
  readonly roles: readonly string[];
  readonly sent: MomentView;
  readonly until: MomentView;
  readonly revokeAction?: string;
}

export interface InvitationsView {
  /** Absent for who may not invite. */
  readonly invite?: { readonly action: string; readonly email: string; readonly choices: readonly RoleChoice[] };
  readonly rows: readonly InvitationRowView[];
}

export interface OrganizationView {
  readonly head: OrganizationHead;
  readonly details: OrganizationDetailsView;
  readonly members: { readonly total: number; readonly rows: readonly MemberView[]; readonly paging: PagingView };
  readonly invitations?: InvitationsView;
  readonly status: {
    readonly leaveAction: string;
    readonly suspendAction?: string;
    readonly activateAction?: string;
    readonly removeAction?: string;
  };
  readonly notice?: OrganizationNoticeName;
  readonly problem?: OrganizationProblem;
}

export interface InvitationView {
  /** What can be answered; else why not. */
  readonly offer?: {
    readonly action: string;
    readonly organization: string;
    readonly email: string;
    readonly roles: readonly string[];
    readonly until: MomentView;
  };
  readonly refusal?: 'gone' | 'other' | 'member';
  readonly person: Person;
  readonly otherAccountHref: string;
  readonly error?: OrganizationErrorName;
}

export interface InstalledAppView {
  readonly id: string;
  readonly title: string;
  readonly vendor: string;
  readonly disabled: boolean;
  readonly granted: readonly string[];
  readonly version: number;
  readonly since: MomentView;
  /** On the app's own origin. */
  readonly launchHref?: string;
  /** Asked for and not approved yet; the action is absent for who may not approve. */
  readonly waiting: readonly ScopeChoice[];
  readonly approveAction?: string;
  readonly uninstallAction?: string;
}

export interface AvailableAppView {
  readonly title: string;
  readonly vendor: string;
  readonly description: string;
  readonly own: boolean;
  /** Absent where the organization has it already. */
  readonly installHref?: string;
}

export interface OrganizationAppsView {
  readonly head: OrganizationHead;
  readonly installed: readonly InstalledAppView[];
  /** For who may install. */
  readonly browse?: {
    readonly action: string;
    readonly query: string;
    readonly apps: readonly AvailableAppView[];
    readonly paging: PagingView;
  };
  readonly notice?: OrganizationNoticeName;
  readonly problem?: OrganizationProblem;
}

export interface AppInstallView {
  readonly action: string;
  readonly app: { readonly title: string; readonly vendor: string; readonly description: string };
  readonly organization: string;
  readonly scopes: readonly ScopeChoice[];
  /** Where the person is sent afterwards. */
  readonly nextOrigin?: string;
  readonly person: Person;
  readonly error?: OrganizationErrorName;
}

export interface LaunchAppView {
  readonly title: string;
  readonly vendor: string;
  readonly disabled: boolean;
  /** On the app's own origin; absent where it can not be opened. */
  readonly href?: string;
}

export interface LaunchOrganizationView {
  readonly id: string;
  readonly name: string;
  readonly suspended: boolean;
  readonly apps: readonly LaunchAppView[];
  /** Where apps are found; absent for who may not install. */
  readonly browseHref?: string;
}

export interface LaunchpadView {
  readonly organizations: readonly LaunchOrganizationView[];
  readonly paging: PagingView;
}

/** The pages of organizations by name, with what they show. */
export interface OrganizationPageViews {
  readonly organizations: OrganizationsView;
  readonly organization: OrganizationView;
  readonly invitation: InvitationView;
  readonly 'organization-apps': OrganizationAppsView;
  readonly 'app-install': AppInstallView;
  readonly launchpad: LaunchpadView;
}
