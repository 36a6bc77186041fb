import { Authenticator } from './authenticator.js';
import type { Answer } from './http.js';
import { PASSWORD, type TestServer, type TestUser } from './server.js';
import type { Visitor } from './visitor.js';

export interface Enrolled {
  readonly user: TestUser;
  readonly app: Authenticator;
  readonly secret: string;
  readonly backupCodes: readonly string[];
}

/** A session's request of the JSON API, as a page of ours sends it. */
export function ask(server: TestServer, visitor: Visitor, request: string, json?: object): Promise<Answer> {
  const [method = '', path = ''] = request.split(' ');
  return visitor.request(method, `/demo/api/users/me/second-factor${path}`, {
    ...(json && { json }),
    headers: { origin: server.origin },
  });
}

/** Somebody with an authenticator app, whose codes count again from here on. */
export async function enrolled(server: TestServer, given?: TestUser): Promise<Enrolled> {
  const user = given ?? (await server.createUser());
  const visitor = await server.signedIn(user);
  const started = await ask(server, visitor, 'POST ', { currentPassword: PASSWORD });
  const secret = String(started.json['secret']);
  const app = new Authenticator(secret, server.clock);
  const confirmed = await ask(server, visitor, 'POST /confirm', { otp: app.code() });
  if (confirmed.status !== 200) throw new Error(`not enrolled: ${confirmed.status} ${confirmed.text}`);
  server.clock.advance(60_000);
  return { user, app, secret, backupCodes: confirmed.json['backupCodes'] as readonly string[] };
}
