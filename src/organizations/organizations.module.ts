import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { InstancesModule } from '../instances/index.js';
import { MailModule } from '../mail/index.js';
import { RevocationsModule } from '../revocations/index.js';
import { UsersModule } from '../users/index.js';
import { InvitationAnswersController } from './invitation-answers.controller.js';
import { InvitationAnswers } from './invitation-answers.service.js';
import { InvitationMail } from './invitation-mail.js';
import { InvitationStore } from './invitation.store.js';
import { InvitationsController } from './invitations.controller.js';
import { Invitations } from './invitations.service.js';
import { MembershipStore } from './membership.store.js';
import { MembershipsController } from './memberships.controller.js';
import { Memberships } from './memberships.service.js';
import { OrganizationAccess } from './organization-access.js';
import { OrganizationStore } from './organization.store.js';
import { OrganizationTrail } from './organization-trail.js';
import { OrganizationsController } from './organizations.controller.js';
import { TestOrganizations } from './test-organizations.service.js';
import { Organizations } from './organizations.service.js';

@Module({
  imports: [InstancesModule, RevocationsModule, AuditModule, MailModule, UsersModule],
  // The answers first: where the router goes by the order (Express), `invitations` is no organization's id.
  controllers: [InvitationAnswersController, OrganizationsController, MembershipsController, InvitationsController],
  providers: [
    ...[OrganizationStore, MembershipStore, InvitationStore, OrganizationAccess, OrganizationTrail, InvitationMail],
    ...[Organizations, Memberships, Invitations, InvitationAnswers, TestOrganizations],
  ],
  exports: [
    ...[Organizations, Memberships, Invitations, InvitationAnswers, OrganizationAccess, OrganizationTrail],
    TestOrganizations,
  ],
})
export class OrganizationsModule {}
