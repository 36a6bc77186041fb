import { OutboxWorker } from '../../src/platform/index.js';
import { MailProofs } from '../../src/login/recovery/mail-proofs.service.js';
import { Database } from '../../src/platform/index.js';
import { Users } from '../../src/users/index.js';
import type { Answer } from './http.js';
import { PASSWORD, type TestServer } from './server.js';

/** The first link in a text. */
export function linkIn(text: string): URL | undefined {
  const found = /https?:\/\/\S+/.exec(text)?.[0];
  return found === undefined ? undefined : new URL(found);
}

/** Requests of who can not sign in, each from an address of its own. */
export class RecoveryTests {
  constructor(private readonly server: TestServer) {}

  post(path: string, json: object, origin = this.server): Promise<Answer> {
    const headers = { 'x-forwarded-for': this.server.visitor().address };
    return origin.send('POST', path, { json, headers });
  }

  login(email: string, password = PASSWORD): Promise<Answer> {
    return this.post('/api/auth/login', { email, password });
  }

  /** What a letter would link to; the letter itself is not written. */
  async resetToken(
    email: string,
    purpose: 'reset' | 'verify' = 'reset',
    instance = this.server.instance,
  ): Promise<string> {
    const { app, clock } = this.server;
    const user = await app.get(Users).findByEmail(instance.id, email);
    if (!user) throw new Error(`nobody has ${email}`);
    const request = { purpose, askedAt: clock.now() };
    const link = await app.get(Database).transaction(() => app.get(MailProofs).issue(user, request));
    return link?.token ?? '';
  }

  drain(): Promise<void> {
    return this.server.app.get(OutboxWorker).drain();
  }
}
