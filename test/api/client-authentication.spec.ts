import { outcomeOf } from '../support/code-flow.js';
import { AppTests, type VendorApp } from '../support/apps.js';
import { assertion, byAssertion, type ClientKey, clientKey, jwksOf } from '../support/client-keys.js';
import { CommandLine } from '../support/command-line.js';
import { type Answer, basic } from '../support/http.js';
import { OrganizationTests } from '../support/organizations.js';
import { TestServer } from '../support/server.js';
import { Settings, SystemClock } from '../../src/platform/index.js';

const SECRET = 'a-master-key-for-tests-of-sufficient-length';
const TOKEN = '/demo/oauth2/v1/token';

let server: TestServer;
let tests: OrganizationTests;
let apps: AppTests;
const key = clientKey();
beforeAll(async () => {
  server = await TestServer.start();
  tests = new OrganizationTests(server);
  apps = new AppTests(tests);
});
afterAll(() => server.stop());

const own = (clientId: string, clientSecret: string): Promise<Answer> =>
  server.send('POST', TOKEN, {
    form: { grant_type: 'client_credentials' },
    headers: { authorization: basic(clientId, clientSecret) },
  });
const signs = async (clientId: string, by: ClientKey): Promise<string> => {
  const form = byAssertion(await assertion({ server, clientId, key: by }), { scope: undefined });
  return outcomeOf(await server.send('POST', TOKEN, { form }));
};
const change = (app: VendorApp, input: object, by = app.vendor.owner): Promise<Answer> =>
  tests.call(by.visitor, 'PUT', `${app.path}/clients/${app.clientId}/authentication`, input);
const clientsOf = async (app: VendorApp): Promise<readonly Record<string, unknown>[]> => {
  const { json } = await tests.call(app.vendor.owner.visitor, 'GET', app.path);
  return json['clients'] as readonly Record<string, unknown>[];
};

describe('how a client of an app proves who it is', () => {
  it('by keys from the start: then there is no secret', async () => {
    const app = await apps.app({ jwks: jwksOf(key) });
    expect(app.clientSecret).toBe('');
    expect(await signs(app.clientId, key)).toBe('200');
    const [client] = await clientsOf(app);
    expect(client).toMatchObject({ authenticationMethod: 'private_key_jwt', jwks: jwksOf(key), secrets: [] });
    const input = { jwksUri: 'https://app.example/jwks.json' };
    const made = await tests.call(app.vendor.owner.visitor, 'POST', `${app.path}/clients`, input);
    expect([made.status, made.json['clientSecret']]).toEqual([201, undefined]);
    expect((await clientsOf(app))[1]).toMatchObject({ authenticationMethod: 'private_key_jwt', ...input });
  });

  it('by other keys from now on, by a secret again, and never by what was before', async () => {
    const app = await apps.app();
    expect((await own(app.clientId, app.clientSecret)).status).toBe(200);
    const rotate = { path: `${app.path}/clients/${app.clientId}/rotate-secret` };
    const toKeys = await change(app, { method: 'private_key_jwt', jwks: jwksOf(key) });
    expect([toKeys.status, toKeys.json]).toEqual([200, { clientId: app.clientId }]);
    expect(outcomeOf(await own(app.clientId, app.clientSecret))).toBe('401 invalid_client');
    expect(await signs(app.clientId, key)).toBe('200');
    expect((await tests.call(app.vendor.owner.visitor, 'POST', rotate.path, {})).status).toBe(400);
    const next = clientKey('RS256');
    expect((await change(app, { method: 'private_key_jwt', jwks: jwksOf(key, next) })).status).toBe(200);
    expect([await signs(app.clientId, key), await signs(app.clientId, next)]).toEqual(['200', '200']);
    expect((await change(app, { method: 'private_key_jwt', jwks: jwksOf(next) })).status).toBe(200);
    expect([await signs(app.clientId, key), await signs(app.clientId, next)]).toEqual(['401 invalid_client', '200']);
    const back = await change(app, { method: 'client_secret_basic' });
    expect(outcomeOf(await own(app.clientId, String(back.json['clientSecret'])))).toBe('200');
    expect(await signs(app.clientId, next)).toBe('401 invalid_client');
    expect((await change(app, { method: 'client_secret_basic' })).json).toEqual({ clientId: app.clientId });
    expect((await clientsOf(app))[0]).toMatchObject({ authenticationMethod: 'client_secret_basic' });
  });

  it('is for the admins of its vendor to say, and only sensibly', async () => {
    const app = await apps.app();
    const stranger = await tests.organization();
    const good = { method: 'private_key_jwt', jwks: jwksOf(key) };
    expect((await change(app, good, stranger.owner)).status).toBe(404);
    const wrong = [
      ...[
        {},
        { method: 'none' },
        { method: 'client_secret_jwt' },
        { method: 'private_key_jwt' },
        { ...good, jwks: 'x' },
      ],
      ...[
        { ...good, jwksUri: 'https://app.example/' },
        { ...good, jwks: { keys: [] } },
        { ...good, more: 1 },
      ],
      ...[
        { ...good, jwks: { keys: [key.privateKey.export({ format: 'jwk' })] } },
        { method: 'client_secret_basic', jwks: jwksOf(key) },
      ],
      ...['http://app.example/', 'https://127.0.0.1/', 'https://10.0.0.1/', 'file:///x'].map((jwksUri) => ({
        ...good,
        jwks: undefined,
        jwksUri,
      })),
    ];
    for (const input of wrong) expect([input, (await change(app, input)).status]).toEqual([input, 400]);
    expect((await own(app.clientId, app.clientSecret)).status).toBe(200);
    const open = await apps.app({ confidential: false });
    expect((await change(open, good)).status).toBe(400);
    expect(
      (await apps.publish(app.vendor.owner, { organization: app.vendor.id, confidential: false, jwks: jwksOf(key) }))
        .status,
    ).toBe(400);
  });
});

describe('by the command line', () => {
  it('with keys from the start, with others, and with a secret again', async () => {
    const timed = await TestServer.start({ clock: new SystemClock(), environment: { LATCHKEY_SECRET: SECRET } });
    const { databaseUrl, publicUrl } = timed.app.get(Settings);
    const environment = {
      DATABASE_URL: databaseUrl,
      PUBLIC_URL: publicUrl,
      LATCHKEY_SECRET: SECRET,
      SEED_DEMO: 'false',
    };
    const cli = new CommandLine(environment);
    const jwks = ['--jwks', JSON.stringify(jwksOf(key))];
    const made = await cli.json(['app', 'create', '--name', 'signer', '--scope', 'tickets.ticket.r', ...jwks]);
    expect(made['client_secret']).toBeUndefined();
    const clientId = String(made['client_id']);
    const form = byAssertion(await assertion({ server: timed, clientId, key }));
    expect(outcomeOf(await timed.send('POST', TOKEN, { form }))).toBe('200');
    const set = ['client', 'set-authentication', '--client-id', clientId];
    expect(await cli.json([...set, '--jwks-uri', 'https://app.example/jwks.json'])).toMatchObject({
      authentication_method: 'private_key_jwt',
    });
    expect(await cli.json(set)).toMatchObject({ client_secret: expect.stringMatching(/^cs_/) });
    expect(await cli.refusal([...set, '--jwks', '{}'])).toBe('invalid_input');
    expect((await cli.run([...set, '--jwks', 'x'])).exitCode).toBe(2);
    await timed.stop();
  });
});
