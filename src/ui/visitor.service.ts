import { Injectable } from '@nestjs/common';
import type { Instance } from '../instances/index.js';
import { BrowserSessions } from '../login/index.js';
import type { RequestContext } from '../platform/index.js';
import { type User, Users } from '../users/index.js';

/** On pages that are open to anyone: who is looking, if they are signed in. Decides nothing but what such a page shows. */
@Injectable()
export class Visitor {
  constructor(
    private readonly browsers: BrowserSessions,
    private readonly users: Users,
  ) {}

  async find(instance: Instance, context: RequestContext): Promise<User | undefined> {
    const session = await this.browsers.current(instance, context);
    return session && this.users.find(instance.id, session.userId);
  }
}
