import type { TestServer, TestUser } from '../support/server.js';

/** Where the browser of a person ends who follows a client's link, signs in with a password and allows what is asked. */
export async function signInAndAllow(server: TestServer, user: TestUser, link: URL): Promise<URL> {
  const visitor = server.visitor();
  const { email, password } = user;
  const signIn = await visitor.open(link.href);
  const consent = await visitor.follow(await visitor.submit(signIn, { identifier: email, password }));
  const { location } = await visitor.submit(consent, { decision: 'allow' });
  if (location === undefined) throw new Error(`the person was not sent back from ${link.href}: ${consent.text}`);
  return new URL(location);
}
