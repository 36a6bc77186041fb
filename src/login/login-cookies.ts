import { Injectable } from '@nestjs/common';
import type { Instance } from '../instances/index.js';
import type { HttpReply } from '../platform/http/http-reply.js';
import { SessionCookie } from '../sessions/index.js';
import { KnownDevices } from './known-devices.js';
import type { SignedIn } from './login.service.js';

/** What a browser keeps of a sign-in, and forgets at a sign-out. */
@Injectable()
export class LoginCookies {
  constructor(
    private readonly sessions: SessionCookie,
    private readonly devices: KnownDevices,
  ) {}

  remember(instance: Instance, { user, secret }: Pick<SignedIn, 'user' | 'secret'>, reply: HttpReply): void {
    this.sessions.set(reply, instance, secret);
    this.devices.remember(instance, user.email, reply);
  }

  /** The device stays known: its owner is not to be locked out by strangers next time. */
  forget(instance: Instance, reply: HttpReply): void {
    this.sessions.clear(reply, instance);
  }
}
