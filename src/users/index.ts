export { AccountReclaim } from './account-reclaim.service.js';
export { type TestCredentials, TestPeople } from './test-people.service.js';
export type { TestAccountKey } from './user.store.js';
export type { NewUser, ProfileChange, User, UserKey } from './user.js';
export { UserDto } from './users.dto.js';
export { UserEmails } from './user-emails.service.js';
export { UsersModule } from './users.module.js';
export { Users } from './users.service.js';
