import { PASSWORD, TestServer, type TestUser } from '../support/server.js';
import { type CurlAnswer, fill, runCurl, SeedPage } from './seed-page.js';

const page = new SeedPage('opensight.txt');
const [logIn, me, refresh, logOut, createKey, useKey, listKeys, forgotPassword, ...others] = page.curlLines();
const HOST = 'http://localhost:3000';
const EMAIL = '[email\u00a0protected]';
const ACCESS_TOKEN = 'YOUR_ACCESS_TOKEN';
const REFRESH_TOKEN = 'YOUR_REFRESH_TOKEN';
const SAMPLE_TOKEN = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9...';
const SAMPLE_KEY = 'sk_a1b2c3d4e5f6789012345678901234567890abcdef1234567890abcdef123456';

let server: TestServer;
let user: TestUser;
beforeAll(async () => {
  server = await TestServer.start({ environment: { SEED_DEMO: 'true' } });
  user = await server.createUser({ name: 'John Doe' });
});
afterAll(() => server.stop());

function curl(command: string | undefined, credentials: Readonly<Record<string, string>>): Promise<CurlAnswer> {
  return runCurl(fill(command ?? '', { [HOST]: server.origin, ...credentials }));
}

async function signIn(): Promise<{ readonly answer: CurlAnswer; readonly access: string; readonly cookie: string }> {
  const answer = await curl(logIn, { [EMAIL]: user.email, 'your-password': PASSWORD });
  return { answer, access: String(answer.json['accessToken']), cookie: cookieOf(answer) };
}

function cookieOf({ headers }: CurlAnswer): string {
  return /^refresh_token=([^;]+);/.exec(headers['set-cookie']?.[0] ?? '')?.[1] ?? '';
}

const members = (value: unknown): string[] => Object.keys(value as object).toSorted();

describe("OpenSight's page on authentication, its curl lines as they are printed", () => {
  it('has the eight commands that are run here', () => {
    expect(others).toEqual([]);
    expect(forgotPassword).toContain('/api/auth/forgot-password');
  });

  it('logs in: the user of the page, a token, and the refresh token in a cookie of these attributes', async () => {
    const { answer, access, cookie } = await signIn();
    expect(answer.status).toBe(200);
    const sample = page.sampleAnswer('{\n  "user": {', '.xxx"\n}');
    expect(members(answer.json)).toEqual(members(sample));
    expect(members(answer.json['user'])).toEqual(expect.arrayContaining(members(sample['user'])));
    expect(answer.json['user']).toMatchObject({
      ...{ id: user.id, email: user.email, full_name: 'John Doe', avatar_url: null },
      ...{ email_verified: false, plan_id: 'free' },
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
    const claims = JSON.parse(Buffer.from(access.split('.')[1] ?? '', 'base64url').toString()) as Record<
      string,
      number
    >;
    expect((claims['exp'] ?? 0) - (claims['iat'] ?? 0)).toBe(15 * 60);
    expect(cookie).not.toBe('');
    const attributes = (answer.headers['set-cookie']?.[0] ?? '').split('; ').slice(1);
    expect(attributes.toSorted()).toEqual(['HttpOnly', 'Max-Age=2592000', 'Path=/', 'SameSite=Lax']);
  });

  it('shows who one is', async () => {
    const { access } = await signIn();
    const answer = await curl(me, { [SAMPLE_TOKEN]: access });
    expect(answer).toMatchObject({ status: 200, json: { id: user.id, email: user.email, plan_id: 'free' } });
    expect((await curl(me, { [SAMPLE_TOKEN]: `${access}x` })).status).toBe(401);
  });

  it('refreshes: another access token, and another refresh token in the cookie', async () => {
    const { cookie } = await signIn();
    const answer = await curl(refresh, { [REFRESH_TOKEN]: cookie });
    expect(answer.status).toBe(200);
    expect(members(answer.json)).toEqual(['accessToken']);
    expect(cookieOf(answer)).toMatch(/^(?!$)/);
    expect(cookieOf(answer)).not.toBe(cookie);
    expect(await curl(refresh, { [REFRESH_TOKEN]: 'unknown' })).toMatchObject({
      ...{ status: 401, json: { error: 'Invalid refresh token' } },
      headers: { 'set-cookie': [expect.stringMatching(/^refresh_token=;.*Max-Age=0/)] },
    });
  });

  it('logs out, and the refresh token is revoked', async () => {
    const { access, cookie } = await signIn();
    const answer = await curl(logOut, { [ACCESS_TOKEN]: access, [REFRESH_TOKEN]: cookie });
    expect(answer).toMatchObject({ status: 200, json: { message: 'Logged out successfully' } });
    expect((await curl(refresh, { [REFRESH_TOKEN]: cookie })).status).toBe(401);
  });

  it('makes an API key, uses it and lists it in the shape of the page', async () => {
    const { access } = await signIn();
    const created = await curl(createKey, { [ACCESS_TOKEN]: access });
    expect(created).toMatchObject({ status: 201, json: { key: { name: 'Production Server' } } });
    const { id, key, keyPrefix } = created.json['key'] as Record<string, string>;
    expect(key).toMatch(/^sk_[0-9a-f]{64}$/);
    expect(key).toContain(keyPrefix);

    expect(await curl(useKey, { [SAMPLE_KEY]: key ?? '' })).toMatchObject({
      status: 200,
      json: { brands: expect.any(Array) },
    });
    expect((await curl(useKey, { [SAMPLE_KEY]: SAMPLE_KEY })).status).toBe(401);

    const listed = await curl(listKeys, { [ACCESS_TOKEN]: access });
    const sample = page.sampleAnswer('{\n  "keys": [', ']\n}');
    const [sampleKey] = sample['keys'] as object[];
    expect(members(listed.json)).toEqual(['keys']);
    const [first] = listed.json['keys'] as object[];
    expect(members(first)).toEqual(expect.arrayContaining(members(sampleKey)));
    expect(first).toMatchObject({ id, keyPrefix, revokedAt: null });
  });

  it('revokes it, and says so as the page does', async () => {
    const { access } = await signIn();
    const created = await curl(createKey, { [ACCESS_TOKEN]: access });
    const { id, key } = created.json['key'] as Record<string, string>;
    const revoked = await server.send('DELETE', `/api/api-keys/${id}`, {
      headers: { authorization: `Bearer ${access}` },
    });
    const sample = page.sampleAnswer('{\n  "key": {', 'usable"\n}');
    expect(revoked.status).toBe(200);
    expect(members(revoked.json)).toEqual(members(sample));
    expect(revoked.json).toMatchObject({ message: sample['message'], key: { revokedAt: expect.any(String) } });
    expect((await curl(useKey, { [SAMPLE_KEY]: key ?? '' })).status).toBe(401);
  });

  it('says at the plan limit what the page says', async () => {
    const { access } = await signIn();
    const answers: CurlAnswer[] = [];
    for (let made = 0; made <= 5; made += 1) answers.push(await curl(createKey, { [ACCESS_TOKEN]: access }));
    const { error } = page.sampleAnswer('{\n  "error": "You have', '"\n}');
    expect(answers.at(-1)).toMatchObject({ status: 403, json: { error } });
  });

  it('asks for a password reset, with the same words for everybody', async () => {
    const { message } = page.sampleAnswer('{\n  "message": "If an account', '"\n}');
    const known = await curl(forgotPassword, { [EMAIL]: user.email });
    expect(known).toMatchObject({ status: 200, json: { message } });
    const unknown = await curl(forgotPassword, { [EMAIL]: 'nobody@example.com' });
    expect(unknown).toMatchObject({ status: 200, json: known.json });
  });
});
