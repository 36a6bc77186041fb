import { codeOf, type Form, outcomeOf } from '../support/code-flow.js';
import { pkce, type TestApp, TestServer } from '../support/server.js';
import type { Visitor } from '../support/visitor.js';

const S256 = { code_challenge_method: 'S256' };

let server: TestServer;
let visitor: Visitor;
let open: TestApp;
let confidential: TestApp;
beforeAll(async () => {
  server = await TestServer.start();
  [open, confidential] = [await server.createApp({ isPublic: true }), await server.createApp()];
  visitor = await server.signedIn(await server.createUser());
});
afterAll(() => server.stop());

/** What the client is told at its redirect URI: an error, or `code`. */
async function authorize(app: TestApp, changes: Form): Promise<string> {
  const { searchParams } = await server.authorize(visitor, app, changes);
  return searchParams.has('code') ? 'code' : (searchParams.get('error') ?? '');
}

async function redeem(app: TestApp, form: Form): Promise<string> {
  return outcomeOf(await server.token(app, form));
}

describe('the challenge (RFC 9700 §2.1.1)', () => {
  it('T091 is asked of every public client, and of a confidential one where the policy says so', async () => {
    expect(await authorize(open, {})).toBe('invalid_request');
    expect(await authorize(open, { ...S256, code_challenge: pkce().challenge })).toBe('code');
    expect(await authorize(confidential, {})).toBe('code');
    const careful = await server.createApp({ requirePkce: true });
    expect(await authorize(careful, {})).toBe('invalid_request');
    expect(await authorize(careful, { ...S256, code_challenge: pkce().challenge })).toBe('code');
  });

  it('T092 is made with S256 and nothing else', async () => {
    const { challenge } = pkce();
    for (const app of [open, confidential]) {
      for (const method of ['plain', 's256', 'S512', 'SHA256', '', undefined]) {
        const asked = { code_challenge: challenge, code_challenge_method: method };
        expect([method, await authorize(app, asked)]).toEqual([method, 'invalid_request']);
      }
      expect(await authorize(app, { code_challenge_method: 'S256' })).toBe('invalid_request');
      expect(await authorize(app, { ...S256, code_challenge: challenge })).toBe('code');
    }
  });

  it('T096 has 43 to 128 unreserved characters, and so has the verifier', async () => {
    const wrong = ['a'.repeat(42), 'a'.repeat(129), `${'a'.repeat(42)}+`, `${'a'.repeat(42)}/`, `${'a'.repeat(42)}=`];
    for (const text of [...wrong, `${'a'.repeat(42)}é`, `${'a'.repeat(42)} `, `${'a'.repeat(43)}\n`]) {
      expect([text, await authorize(confidential, { ...S256, code_challenge: text })]).toEqual([
        text,
        'invalid_request',
      ]);
      const refused = await redeem(open, { ...(await codeOf(server, visitor, open)), code_verifier: text });
      expect([text, refused]).toEqual([text, '400 invalid_grant']);
    }
    const withNul = await codeOf(server, visitor, open);
    expect(await redeem(open, { ...withNul, code_verifier: `${'a'.repeat(42)}\0` })).toBe('400 invalid_request');
    expect(await redeem(open, withNul)).toBe('200');
    for (const length of [43, 128]) {
      expect(await authorize(confidential, { ...S256, code_challenge: 'a'.repeat(length) })).toBe('code');
    }
  });
});

describe('the verifier (RFC 7636 §4.6)', () => {
  it.each<[string, (form: Form) => Form, string]>([
    ['absent', (form) => ({ ...form, code_verifier: undefined }), '400 invalid_grant'],
    ['empty', (form) => ({ ...form, code_verifier: '' }), '400 invalid_grant'],
    [
      'an array',
      ({ code_verifier: verifier, ...form }) => ({ ...form, 'code_verifier[]': verifier }),
      '400 invalid_grant',
    ],
    ['the right one', (form) => form, '200'],
  ])('T093 can not be left out: %s', async (_, change, outcome) => {
    for (const app of [open, confidential]) {
      const form = await codeOf(server, visitor, app);
      expect(await redeem(app, change(form))).toBe(outcome);
      // D6: the client was known, so this was its one try.
      expect(await redeem(app, form)).toBe('400 invalid_grant');
    }
  });

  it('T094 is the one of this very request', async () => {
    const another = await codeOf(server, visitor, open);
    const { verifier, challenge } = pkce();
    const wrong: string[] = [
      pkce().verifier,
      challenge,
      String(another['code_verifier']),
      `${verifier} `,
      `${verifier}A`,
    ];
    for (const text of [...wrong, verifier.slice(0, -1), verifier.toLowerCase(), `${verifier}=`]) {
      const form = await codeOf(server, visitor, open, { ...S256, code_challenge: challenge });
      expect([text, await redeem(open, { ...form, code_verifier: text })]).toEqual([text, '400 invalid_grant']);
    }
    const form = await codeOf(server, visitor, open, { ...S256, code_challenge: challenge });
    expect(await redeem(open, { ...form, code_verifier: verifier })).toBe('200');
    expect(await redeem(open, another)).toBe('200');
  });

  it('T095 proves nothing where there was no challenge: it may have been cut out (RFC 9700 §4.8.2)', async () => {
    const unprotected = { code_challenge: undefined, code_challenge_method: undefined };
    const form = await codeOf(server, visitor, confidential, unprotected);
    expect(await redeem(confidential, { ...form, code_verifier: pkce().verifier })).toBe('400 invalid_grant');
    expect(await redeem(confidential, form)).toBe('400 invalid_grant');
    expect(await redeem(confidential, await codeOf(server, visitor, confidential, unprotected))).toBe('200');
  });

  it('T097 may be tried once, and only by the client itself', async () => {
    const form = await codeOf(server, visitor, open);
    const [other, stranger] = [await server.createApp({ isPublic: true }), await server.createApp()];
    for (const by of [other, stranger, { ...confidential, clientSecret: 'cs_wrong' }]) {
      expect(['400 invalid_grant', '401 invalid_client']).toContain(
        await redeem(by, { ...form, code_verifier: pkce().verifier }),
      );
    }
    expect(await redeem(open, form)).toBe('200');
    const guessed = await codeOf(server, visitor, open);
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await redeem(open, { ...guessed, code_verifier: pkce().verifier })).toBe('400 invalid_grant');
    }
    expect(await redeem(open, guessed)).toBe('400 invalid_grant');
  });

  it('T097 does not end what was issued when somebody guesses afterwards', async () => {
    const form = await codeOf(server, visitor, open);
    const { json } = await server.token(open, form);
    expect(await redeem(open, { ...form, code_verifier: pkce().verifier })).toBe('400 invalid_grant');
    expect((await server.userinfo(String(json['access_token']))).status).toBe(200);
    expect(outcomeOf(await server.refresh(open, String(json['refresh_token'])))).toBe('200');
  });
});
