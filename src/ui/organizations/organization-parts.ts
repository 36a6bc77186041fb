import type { Parameters } from '../../core/parameters.js';
import { type Role, ROLES } from '../../core/roles.js';
import type { Action, Admission, Invitation, MemberPage, VisibleMember } from '../../organizations/index.js';
import { dateOf } from '../moments.js';
import { countriesIn, countryName } from './countries.js';
import type { OrganizationPaths } from './organization-paths.js';
import type {
  InvitationRowView,
  InvitationsView,
  MemberView,
  OrganizationDetailsView,
  OrganizationView,
  RoleChoice,
} from './organization-views.js';
import { type Pages, pagingView } from './paging.js';
import type { Reader } from './person-pages.service.js';
import { canSee } from './viewer.js';

/** One organization, before one pair of eyes. */
export interface Scene {
  readonly admission: Admission;
  readonly reader: Reader;
  readonly paths: OrganizationPaths;
  /** A form that was refused. */
  readonly typed?: Parameters;
}

export function detailsView({ admission, reader, paths, typed }: Scene): OrganizationDetailsView {
  const { name, countryCode = '', createdAt } = admission.organization;
  const { locale } = reader.texts;
  return {
    action: canSee(admission, 'organization.update') ? paths.details : undefined,
    name: typed?.get('name') ?? name,
    countryCode: typed?.get('country_code') ?? countryCode,
    country: countryName(locale, countryCode),
    countries: countriesIn(locale, countryCode),
    since: dateOf(createdAt, reader.moments),
  };
}

export function membersView(scene: Scene, { members, total }: MemberPage, pages: Pages): OrganizationView['members'] {
  const rows = members.map((member) => memberView(scene, member));
  return { total, rows, paging: pagingView(scene.paths.page, pages) };
}

function memberView({ admission, reader, paths }: Scene, member: VisibleMember): MemberView {
  const { id, name, email, userId, roles: current } = member;
  const path = `${paths.members}/${id}`;
  const you = userId === reader.user.id;
  const mayChange = canSee(admission, 'members.set_roles', { current });
  // Leaving is a matter of its own, with its own words.
  const mayRemove = !you && canSee(admission, 'members.remove', { current });
  return {
    ...{ id, name, email, you },
    roles: labels(reader, current),
    since: dateOf(member.createdAt, reader.moments),
    change: mayChange ? { action: `${path}/roles`, choices: roleChoices({ admission, reader }, current) } : undefined,
    removeAction: mayRemove ? `${path}/remove` : undefined,
  };
}

export function invitationsView(scene: Scene, open: readonly Invitation[] | undefined): InvitationsView | undefined {
  if (!open) return undefined;
  const { admission, paths, typed } = scene;
  const chosen = (typed?.get('role') ?? 'member').split(' ');
  const choices = roleChoices(scene, chosen);
  const mayInvite = canSee(admission, 'invitations.create');
  return {
    invite: mayInvite ? { action: paths.invitations, email: typed?.get('email') ?? '', choices } : undefined,
    rows: open.map((invitation) => invitationRow(scene, invitation)),
  };
}

function invitationRow(
  { admission, reader, paths }: Scene,
  { id, email, roles, createdAt, expiresAt }: Invitation,
): InvitationRowView {
  return {
    email,
    roles: labels(reader, roles),
    sent: dateOf(createdAt, reader.moments),
    until: dateOf(expiresAt, reader.moments),
    revokeAction: canSee(admission, 'invitations.revoke') ? `${paths.invitations}/${id}/revoke` : undefined,
  };
}

export function statusView({ admission, paths }: Scene): OrganizationView['status'] {
  const isActive = admission.organization.status === 'active';
  const when = (action: Action, path: string, fits = true): string | undefined =>
    fits && canSee(admission, action) ? path : undefined;
  return {
    leaveAction: paths.leave,
    suspendAction: when('organization.suspend', paths.suspend, isActive),
    activateAction: when('organization.activate', paths.activate, !isActive),
    removeAction: when('organization.remove', paths.remove),
  };
}

/** The roles that the viewer may give. */
function roleChoices(
  { admission, reader }: Pick<Scene, 'admission' | 'reader'>,
  chosen: readonly string[],
): readonly RoleChoice[] {
  const givable = ROLES.filter((role) => canSee(admission, 'members.set_roles', { next: [role] }));
  return givable.map((role) => ({
    role,
    label: reader.texts.organizations.roles[role],
    checked: chosen.includes(role),
  }));
}

function labels({ texts }: Reader, roles: readonly Role[]): readonly string[] {
  return roles.map((role) => texts.organizations.roles[role]);
}
