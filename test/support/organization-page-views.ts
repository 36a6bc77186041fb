import type { OrganizationPageViews } from '../../src/ui/organizations/organization-views.js';

/** The pages of organizations with all that they can show, every text of it being `text`. */
export function organizationPageViews(text: string): OrganizationPageViews {
  const moment = { text, exact: text, iso: text };
  const person = { name: text, email: text };
  const paging = { previous: text, next: text };
  const head = { name: text, suspended: true, href: text, appsHref: text, invitations: true };
  const countries = [{ code: text, name: text }];
  const choices = [{ role: 'member', label: text, checked: true }];
  const scopes = [{ name: text, sentence: text, required: false }];
  return {
    organizations: {
      organizations: [{ name: text, href: text, roles: [text, text], suspended: true }],
      ...{ action: text, typed: { name: text, countryCode: text }, countries },
      ...{ notice: 'left', error: 'nameTaken' },
    },
    organization: {
      head,
      details: { action: text, name: text, countryCode: text, country: text, countries, since: moment },
      members: {
        total: 2,
        paging,
        rows: [true, false].map((you, index) => ({
          ...{ id: `member-${index}`, name: text, email: text, you, roles: [text], since: moment },
          ...{ change: { action: text, choices }, removeAction: text },
        })),
      },
      invitations: {
        invite: { action: text, email: text, choices },
        rows: [{ email: text, roles: [text], sent: moment, until: moment, revokeAction: text }],
      },
      status: { leaveAction: text, suspendAction: text, activateAction: text, removeAction: text },
      notice: 'invited',
      problem: { section: 'members', error: 'lastOwner' },
    },
    invitation: {
      offer: { action: text, organization: text, email: text, roles: [text], until: moment },
      ...{ person, otherAccountHref: text, error: 'formExpired' },
    },
    'organization-apps': {
      head,
      installed: [true, false].map((disabled, index) => ({
        ...{ id: `app-${index}`, title: text, vendor: text, disabled, granted: [text], version: 2, since: moment },
        ...{ launchHref: text, waiting: scopes, approveAction: text, uninstallAction: text },
      })),
      browse: {
        ...{ action: text, query: text, paging },
        apps: [{ title: text, vendor: text, description: text, own: true, installHref: text }],
      },
      problem: { section: 'installed', error: 'changedMeanwhile' },
    },
    'app-install': {
      ...{ action: text, app: { title: text, vendor: text, description: text }, organization: text, scopes },
      ...{ nextOrigin: text, person, error: 'changedMeanwhile' },
    },
    launchpad: {
      paging,
      organizations: [true, false].map((suspended, index) => ({
        ...{ id: `organization-${index}`, name: text, suspended, browseHref: text },
        apps: [text, undefined].map((href) => ({ title: text, vendor: text, disabled: suspended, href })),
      })),
    },
  };
}
