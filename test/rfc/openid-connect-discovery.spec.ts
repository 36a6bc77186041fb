import { TestServer } from '../support/server.js';

const BASE = '/demo/oauth2/v1';
const WELL_KNOWN = ['openid-configuration', 'oauth-authorization-server'];

let server: TestServer;
let metadata: Readonly<Record<string, unknown>>;
beforeAll(async () => {
  server = await TestServer.start();
  metadata = (await server.send('GET', `${BASE}/.well-known/openid-configuration`)).json;
});
afterAll(() => server.stop());

const listed = (name: string): string[] => metadata[name] as string[];

describe('the metadata (OpenID Connect Discovery §3, RFC 8414 §2)', () => {
  it('T267 is found beneath the issuer and by the path of RFC 8414 §3.1, for each instance alike', async () => {
    const other = await server.createInstance('other');
    for (const { name, issuer } of [server.instance, other]) {
      const paths = WELL_KNOWN.flatMap((kind) => [
        `/${name}/oauth2/v1/.well-known/${kind}`,
        `/.well-known/${kind}/${name}/oauth2/v1`,
      ]);
      const answers = await Promise.all(paths.map((path) => server.send('GET', path)));
      for (const { status, headers, json } of answers) {
        expect([status, headers.get('content-type'), json['issuer']]).toEqual([
          200,
          'application/json; charset=utf-8',
          issuer,
        ]);
        expect(json).toEqual(answers[0]?.json);
      }
      expect(new URL(paths[0] ?? '', server.origin).href).toBe(`${issuer}/.well-known/openid-configuration`);
    }
  });

  it('T267 of an instance that is not there is one and the same 404', async () => {
    await server.createInstance('sleeping');
    const paths = ['nobody', 'Demo', 'demo%20', 'constructor', 'api'].flatMap((name) =>
      WELL_KNOWN.map((kind) => `/${name}/oauth2/v1/.well-known/${kind}`),
    );
    const answers = await Promise.all(
      [...paths, '/.well-known/openid-configuration/nobody/oauth2/v1'].map((path) => fetch(server.origin + path)),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
    for (const answer of answers) expect(await answer.json()).not.toHaveProperty('issuer');
    expect((await server.send('GET', `${BASE}/.well-known/openid-configuration`)).status).toBe(200);
  });

  it('has all that is required, in the right types, with absolute URLs that answer (§3, §4.2)', async () => {
    const { issuer } = metadata as { issuer: string };
    expect([issuer, new URL(issuer).search, new URL(issuer).hash]).toEqual([server.issuer, '', '']);
    expect(listed('subject_types_supported')).toEqual(['public']);
    expect(listed('id_token_signing_alg_values_supported')).toContain('RS256');
    expect(listed('scopes_supported')).toContain('openid');
    for (const scope of listed('scopes_supported')) expect(scope).toMatch(/^[\x21\x23-\x5b\x5d-\x7e]+$/);
    for (const locale of listed('ui_locales_supported')) expect(Intl.getCanonicalLocales(locale)).toEqual([locale]);
    const endpoints = Object.entries(metadata).filter(([name]) => /_endpoint$|_uri$/.test(name));
    for (const [name, url] of endpoints) {
      expect([name, String(url).startsWith(`${issuer}/`)]).toEqual([name, true]);
      expect([name, (await fetch(String(url), { redirect: 'manual' })).status]).not.toEqual([name, 404]);
    }
  });
});
