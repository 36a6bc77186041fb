export { type Caller, callerOf, type PersonCaller } from './caller.js';
export { READ_REFUSALS, WRITE_REFUSALS } from './caller-refusals.js';
export { CurrentPerson } from './current-caller.js';
export { InvitationAnswers, type ShownInvitation } from './invitation-answers.service.js';
export { DIRECTORY_EVENTS, type DirectoryEvent, type DirectoryEventName, EVENT, messageOf } from './directory-event.js';
export { INVITATION_LINK } from './invitation-mail.js';
export { INVITATION_LIFETIME, type InvitationInput, Invitations } from './invitations.service.js';
export type { MembershipAddress } from './membership-address.js';
export type { Slice } from './membership.store.js';
export { type MemberPage, Memberships, type VisibleMember } from './memberships.service.js';
export type {
  Invitation,
  Membership,
  NewOrganization,
  Organization,
  OrganizationChange,
  OrganizationStatus,
  OwnOrganization,
} from './organization.js';
export { type Admission, OrganizationAccess, type Wish } from './organization-access.js';
export { type Action, type Actor, isPossibleWhileSuspended, may, type Target } from './organization-policy.js';
export { OrganizationTrail } from './organization-trail.js';
export { OrganizationsModule } from './organizations.module.js';
export { Organizations } from './organizations.service.js';
export {
  type NewTestMember,
  type NewTestOrganization,
  type TestOrganization,
  TestOrganizations,
  type TestOwner,
} from './test-organizations.service.js';
