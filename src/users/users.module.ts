import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { InstancesModule } from '../instances/index.js';
import { RevocationsModule } from '../revocations/index.js';
import { AccountReclaim } from './account-reclaim.service.js';
import { OwnProfile } from './own-profile.js';
import { TestPeopleTrail } from './test-people-trail.js';
import { TestPeople } from './test-people.service.js';
import { TestPersonStore } from './test-person.store.js';
import { UserEmailStore } from './user-email.store.js';
import { UserEmails } from './user-emails.service.js';
import { UserPasswords } from './user-passwords.js';
import { UserStore } from './user.store.js';
import { UsersController } from './users.controller.js';
import { Users } from './users.service.js';

@Module({
  imports: [InstancesModule, RevocationsModule, AuditModule],
  controllers: [UsersController],
  providers: [
    UserStore,
    UserEmailStore,
    UserEmails,
    AccountReclaim,
    UserPasswords,
    Users,
    OwnProfile,
    TestPersonStore,
    TestPeopleTrail,
    TestPeople,
  ],
  exports: [Users, UserEmails, AccountReclaim, TestPeople],
})
export class UsersModule {}
