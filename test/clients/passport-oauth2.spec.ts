import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Request } from 'express';
import passport from 'passport';
import OAuth2Strategy from 'passport-oauth2';
import { TestServer, type TestUser } from '../support/server.js';
import { signInAndAllow } from './person.js';

interface SignedIn {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly profile: object;
}

interface Site {
  readonly origin: string;
  readonly listening: Server;
}

let server: TestServer;
let user: TestUser;
const sites: Site[] = [];
beforeAll(async () => {
  server = await TestServer.start();
  user = await server.createUser({ name: 'Grace Hopper' });
});
afterAll(async () => {
  await Promise.all(sites.map(({ listening }) => new Promise((closed) => listening.close(closed))));
  await server.stop();
});

/** Sub-classed to read the profile, as its documentation invites to. */
class LatchkeyStrategy extends OAuth2Strategy {
  override userProfile(accessToken: string, done: (error: unknown, profile?: object) => void): void {
    this._oauth2.useAuthorizationHeaderforGET(true);
    this._oauth2.get(`${server.issuer}/userinfo`, accessToken, (error, body) =>
      error ? done(error) : done(null, JSON.parse(body ?? '{}') as object),
    );
  }
}

/** A web site of the kind that the README shows, with one browser's session in memory. */
async function openSite(options: object, isPublic = false): Promise<Site> {
  const [site, session] = [express(), {}];
  const listening = createServer(site).listen(0, '127.0.0.1');
  await new Promise((resolve) => listening.once('listening', resolve));
  const origin = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  const callbackURL = `${origin}/auth/callback`;
  const app = await server.createApp({ redirectUris: [callbackURL], isPublic });
  const endpoints = { authorizationURL: `${server.issuer}/authorize`, tokenURL: `${server.issuer}/token` };
  const credentials = { clientID: app.clientId, clientSecret: app.clientSecret, callbackURL };
  const strategy = new LatchkeyStrategy(
    { ...endpoints, ...credentials, scope: ['openid', 'profile', 'email'], ...options },
    (accessToken, refreshToken, profile, done) => done(null, { accessToken, refreshToken, profile }),
  );
  const authenticator = new passport.Passport().use(strategy);
  const authenticate = authenticator.authenticate('oauth2', { session: false });
  site.use((request, _, next) => next(void Object.assign(request, { session })));
  site.get('/auth', authenticate);
  site.get('/auth/callback', authenticate, (request: Request, response) => response.json(request.user));
  const opened = { origin, listening };
  sites.push(opened);
  return opened;
}

async function linkOf({ origin }: Site): Promise<URL> {
  const { headers } = await fetch(`${origin}/auth`, { redirect: 'manual' });
  return new URL(headers.get('location') ?? '');
}

describe('passport-oauth2', () => {
  it.each([
    ['state alone', { state: true }, false],
    ['PKCE and state', { state: true, pkce: true }, false],
    ['PKCE and no secret', { state: true, pkce: true }, true],
  ])('signs a person in with %s', async (_, options, isPublic) => {
    const site = await openSite(options, isPublic);
    const back = await signInAndAllow(server, user, await linkOf(site));
    const answer = await fetch(back);
    expect(answer.status).toBe(200);
    const { accessToken, refreshToken, profile } = (await answer.json()) as SignedIn;
    expect(profile).toMatchObject({ sub: user.id, name: 'Grace Hopper', email: user.email });
    expect((await server.userinfo(accessToken)).status).toBe(200);
    expect(refreshToken).toMatch(/^rt_/);
  });

  it('gets no further with a code that was redeemed before', async () => {
    const site = await openSite({});
    const back = await signInAndAllow(server, user, await linkOf(site));
    expect((await fetch(back)).status).toBe(200);
    const again = await fetch(back);
    expect([again.status, await again.text()]).toEqual([500, expect.stringContaining('TokenError')]);
  });
});
