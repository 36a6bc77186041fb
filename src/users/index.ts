export type { NewUser, ProfileChange, User, UserKey } from './user.js';
export { UsersModule } from './users.module.js';
export { Users } from './users.service.js';
