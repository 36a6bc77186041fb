import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { InstancesModule } from '../instances/index.js';
import { RevocationsModule } from '../revocations/index.js';
import { OwnProfile } from './own-profile.js';
import { TestPeopleTrail } from './test-people-trail.js';
import { TestPeople } from './test-people.service.js';
import { TestPersonStore } from './test-person.store.js';
import { UserPasswords } from './user-passwords.js';
import { UserStore } from './user.store.js';
import { UsersController } from './users.controller.js';
import { Users } from './users.service.js';

@Module({
  imports: [InstancesModule, RevocationsModule, AuditModule],
  controllers: [UsersController],
  providers: [UserStore, UserPasswords, Users, OwnProfile, TestPersonStore, TestPeopleTrail, TestPeople],
  exports: [Users, TestPeople],
})
export class UsersModule {}
