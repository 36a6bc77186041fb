import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import express, { type Request, type Response } from 'express';
import passport from 'passport';
import OAuth2Strategy from 'passport-oauth2';
import { signInAndAllow } from '../clients/person.js';
import { AppTests, type VendorApp } from '../support/apps.js';
import { OrganizationTests } from '../support/organizations.js';
import { TestServer, type TestUser } from '../support/server.js';
import { formsOf } from '../support/visitor.js';

/** What the page says, with nothing changed in it. */
const SEED = readFileSync(join(__dirname, 'seed/zaikio.txt'), 'utf8');
const HOST = 'https://directory.sandbox.zaikio.com';
const CALLBACK = between('Add your callback URL (e.g. ', ')');
const SCOPES = ['directory.person.r', 'directory.organization.r', 'directory.sites.rw'];

type Verify = (...given: readonly unknown[]) => void;

let server: TestServer;
let people: OrganizationTests;
let apps: AppTests;
let app: VendorApp;
let user: TestUser;
let site: Server;
let signedIn: { accessToken?: string; refreshToken?: string; zaikioId?: string } = {};
beforeAll(async () => {
  server = await TestServer.start();
  people = new OrganizationTests(server);
  apps = new AppTests(people);
  app = await apps.app({ name: 'seed_app', scopes: SCOPES, redirectUris: [CALLBACK] });
  user = await server.createUser();
  site = await openSite();
});
afterAll(async () => {
  await new Promise((closed) => site.close(closed));
  await server.stop();
});

function between(start: string, end: string): string {
  const rest = SEED.slice(SEED.indexOf(start) + start.length);
  return rest.slice(0, rest.indexOf(end));
}

/** The sample's options; the page that it was copied from has lost the brace that ends them. */
function optionsOfTheSample(): Record<string, unknown> {
  const literal = between('new OAuth2Strategy({', '  function(accessToken').replaceAll(HOST, server.origin);
  const names = { ZAIKIO_CLIENT_ID: app.clientId, ZAIKIO_CLIENT_SECRET: app.clientSecret };
  return { ...(runInNewContext(`({${literal}})`, names) as Record<string, unknown>) };
}

/** The sample's function, with the ends that were lost. */
function verifyOfTheSample(): Verify {
  const body = between('passReqToCallback: true // receive request data\n', '  1. Add callback endpoint');
  const findOrCreate = (found: { zaikioId: string }, done: (error: unknown, user: object) => void): void =>
    done(null, (signedIn = { ...signedIn, ...found }));
  return runInNewContext(`(${body}\n})})`, { User: { findOrCreate } }) as Verify;
}

/** The web site of the sample. Its browser's session is one object in memory. */
async function openSite(): Promise<Server> {
  const verify = verifyOfTheSample();
  // With `passReqToCallback` the five parameters of the sample's own function do not fit; with it off they do.
  const strategy = new OAuth2Strategy({ ...optionsOfTheSample(), passReqToCallback: false }, verifyAndKeep(verify));
  const authenticator = new passport.Passport().use(strategy);
  authenticator.serializeUser((found, done) => done(null, found));
  const session = { regenerate: (done: () => void) => done(), save: (done: () => void) => done() };
  const pages = express().use((request, _, next) => next(void Object.assign(request, { session })));
  pages.get('/dashboard', authenticator.authenticate('oauth2') as express.Handler);
  const callback = authenticator.authenticate('oauth2', { failureRedirect: '/login' }) as express.Handler;
  pages.get(new URL(CALLBACK).pathname, callback, (request: Request, response: Response) =>
    response.json(request.user),
  );
  const listening = createServer(pages).listen(0, '127.0.0.1');
  await new Promise((resolve) => listening.once('listening', resolve));
  return listening;
}

function verifyAndKeep(verify: Verify): Verify {
  return function (accessToken, refreshToken, data, profile, done) {
    signedIn = { accessToken: String(accessToken), refreshToken: String(refreshToken) };
    verify(accessToken, refreshToken, data, profile, done);
  };
}

function originOfSite(): string {
  return `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
}

/** The command of the seed that begins so, for this server; run by the shell that it was written for. */
async function curl(
  method: 'GET' | 'POST',
  replaced: Readonly<Record<string, string>>,
): Promise<Record<string, unknown>> {
  const start = `curl --request ${method} `;
  let command = start + between(start, '\n\n');
  for (const [placeholder, value] of Object.entries({ [HOST]: server.origin, ...replaced })) {
    if (!command.includes(placeholder)) throw new Error(`the seed has no ${placeholder}`);
    command = command.replaceAll(placeholder, value);
  }
  const { stdout } = await promisify(execFile)('sh', ['-c', command]);
  return JSON.parse(stdout) as Record<string, unknown>;
}

describe('the seed page, taken at its word', () => {
  it('signs a person in with its passport sample', async () => {
    const { headers } = await fetch(`${originOfSite()}/dashboard`, { redirect: 'manual' });
    const back = await signInAndAllow(server, user, new URL(headers.get('location') ?? ''));
    expect(back.href).toMatch(CALLBACK);
    const answer = await fetch(`${originOfSite()}${back.pathname}${back.search}`);
    expect(answer.status).toBe(200);
    expect(signedIn.zaikioId).toBe(user.id);
    expect(signedIn.refreshToken).toMatch(/^rt_/);
  });

  it('reads the person with its first curl call', async () => {
    const person = await curl('GET', { '<your API token>': signedIn.accessToken ?? '' });
    expect(person).toMatchObject({ id: user.id, full_name: user.name, email: user.email });
  });

  it('gets the token of an organization with its second curl call, and reads the organization with it', async () => {
    const organization = await people.organization('Test Organization');
    await apps.installed(organization, app, ['directory.organization.r', 'directory.sites.rw']);
    const tokens = await curl('POST', {
      'b1475f65-236c-58b8-96e1-e1778b43beb7': organization.id,
      '<Basic Auth with your Zaikio Client ID as username and Client Secret as password>': Buffer.from(
        `${app.clientId}:${app.clientSecret}`,
      ).toString('base64'),
    });
    expect(tokens).toMatchObject({
      token_type: 'bearer',
      scope: 'directory.organization.r,directory.sites.rw',
      audiences: expect.arrayContaining(['seed_app']),
      expires_in: 3_600,
      refresh_token: expect.any(String),
      bearer: { id: organization.id, type: 'Organization' },
    });
    const read = await people.withToken(String(tokens['access_token']), 'GET', '/api/v1/organization');
    expect(read.json).toMatchObject({ id: organization.id, name: 'Test Organization', connected: true });
  });

  it('is as good as its word about the refusal of a cancelled request', async () => {
    const visitor = await server.signedIn(await server.createUser());
    const { headers } = await fetch(`${originOfSite()}/dashboard`, { redirect: 'manual' });
    const page = await visitor.open(headers.get('location') ?? '');
    expect(formsOf(page.text).length).toBeGreaterThan(0);
    const { location = '' } = await visitor.submit(page, { decision: 'deny' });
    expect(new URL(location).searchParams.get('error')).toBe('access_denied');
    const { pathname, search } = new URL(location);
    const answer = await fetch(`${originOfSite()}${pathname}${search}`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/login']);
  });
});
