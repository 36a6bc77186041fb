import type { Role } from '../../core/roles.js';

/** What can stand above a page of organizations after something was done. */
export interface OrganizationNoticeTexts {
  readonly created: string;
  readonly saved: string;
  readonly suspended: string;
  readonly activated: string;
  readonly deleted: string;
  readonly left: string;
  readonly joined: string;
  readonly declined: string;
  readonly rolesSaved: string;
  readonly memberRemoved: string;
  readonly invited: string;
  readonly invitationRevoked: string;
  readonly installed: string;
  readonly notInstalled: string;
  readonly approved: string;
  readonly uninstalled: string;
}

/** What can stand above one of their forms. Every text is ours: nothing of the request is quoted in it. */
export interface OrganizationErrorTexts {
  readonly invalidName: string;
  readonly nameTaken: string;
  readonly invalidCountry: string;
  readonly invalidEmail: string;
  readonly alreadyMember: string;
  readonly noRoles: string;
  readonly noScopes: string;
  readonly lastOwner: string;
  readonly otherName: string;
  readonly alreadyInstalled: string;
  readonly changedMeanwhile: string;
  readonly gone: string;
  readonly rateLimited: string;
  readonly formExpired: string;
  readonly invalidInput: string;
  readonly temporarilyUnavailable: string;
}

export interface NavigationTexts {
  readonly label: string;
  readonly launchpad: string;
  readonly organizations: string;
  readonly developer: string;
  readonly account: string;
  readonly security: string;
  readonly apiKeys: string;
  /** For who runs the service. */
  readonly operator: string;
  /** What each of them is for, on the start page. */
  readonly leads: {
    readonly launchpad: string;
    readonly organizations: string;
    readonly developer: string;
    readonly account: string;
  };
}

export interface OrganizationTexts {
  readonly title: string;
  readonly lead: string;
  readonly none: string;
  readonly suspended: string;
  readonly cancelHint: string;
  readonly roles: Readonly<Record<Role, string>>;
  readonly create: { readonly title: string; readonly lead: string; readonly submit: string };
  readonly fields: {
    readonly name: string;
    readonly country: string;
    readonly noCountry: string;
    readonly email: string;
    readonly roles: string;
  };
  /** The sections of one organization, and what leads to them. */
  readonly sections: {
    readonly label: string;
    readonly details: string;
    readonly members: string;
    readonly invitations: string;
    readonly apps: string;
    readonly status: string;
  };
  readonly details: {
    readonly lead: string;
    readonly save: string;
    readonly since: string;
    readonly suspendedLead: string;
  };
  readonly members: {
    readonly lead: (count: number) => string;
    readonly you: string;
    readonly since: string;
    readonly changeRoles: string;
    readonly rolesOf: (name: string) => string;
    readonly saveRoles: string;
    readonly remove: string;
    readonly removeOf: (name: string) => string;
    readonly removeLead: (name: string) => string;
    readonly removeConfirm: string;
  };
  readonly invitations: {
    readonly lead: string;
    readonly none: string;
    readonly submit: string;
    readonly sent: string;
    readonly until: string;
    readonly revoke: string;
    readonly revokeOf: (email: string) => string;
    readonly pending: string;
  };
  readonly status: {
    readonly lead: string;
    readonly leave: string;
    readonly leaveLead: (name: string) => string;
    readonly leaveConfirm: string;
    readonly suspend: string;
    readonly suspendLead: string;
    readonly suspendConfirm: string;
    readonly activate: string;
    readonly activateLead: string;
    readonly activateConfirm: string;
    readonly remove: string;
    readonly removeLead: (name: string) => string;
    readonly removeConfirm: string;
    readonly typeName: (name: string) => string;
  };
  readonly paging: { readonly label: string; readonly previous: string; readonly next: string };
  readonly invitation: {
    readonly title: (organization: string) => string;
    readonly lead: (email: string) => string;
    readonly as: string;
    readonly until: string;
    readonly accept: string;
    readonly decline: string;
    readonly goneTitle: string;
    readonly goneLead: string;
    readonly otherTitle: string;
    readonly otherLead: (email: string) => string;
    readonly otherAccount: string;
    readonly memberTitle: string;
    readonly memberLead: string;
    readonly toOrganizations: string;
  };
  readonly notices: OrganizationNoticeTexts;
  readonly errors: OrganizationErrorTexts;
}

export interface OrganizationAppTexts {
  readonly title: (organization: string) => string;
  readonly lead: string;
  readonly installed: string;
  readonly none: string;
  readonly mayDo: string;
  readonly mayNothing: string;
  readonly since: string;
  readonly version: (count: number) => string;
  readonly disabled: string;
  readonly open: string;
  readonly openOf: (app: string) => string;
  readonly waiting: (app: string) => string;
  readonly approve: string;
  readonly uninstall: string;
  readonly uninstallOf: (app: string) => string;
  readonly uninstallLead: (app: string) => string;
  readonly uninstallConfirm: string;
  readonly browse: {
    readonly title: string;
    readonly lead: string;
    readonly search: string;
    readonly submit: string;
    readonly none: string;
    readonly install: string;
    readonly installOf: (app: string) => string;
    readonly installed: string;
    readonly ownApp: string;
  };
  readonly install: {
    readonly title: (app: string, organization: string) => string;
    readonly lead: (app: string) => string;
    readonly nothingAsked: string;
    readonly choose: string;
    readonly withdrawHint: string;
    readonly allow: string;
    readonly deny: string;
    readonly next: (origin: string) => string;
  };
}

export interface LaunchpadTexts {
  readonly title: string;
  readonly lead: string;
  readonly label: string;
  readonly noOrganizations: string;
  readonly noApps: string;
  readonly findApps: string;
  readonly suspended: string;
  readonly unavailable: string;
  readonly noPage: string;
  readonly by: (vendor: string) => string;
}
