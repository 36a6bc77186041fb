import { OutboxWorker } from '../../src/platform/index.js';
import { Users } from '../../src/users/index.js';
import type { Answer } from '../support/http.js';
import { linkIn, RecoveryTests } from '../support/recovery.js';
import { PASSWORD, TestServer } from '../support/server.js';
import { SmtpHost } from '../support/smtp.js';
import { CERTIFICATE } from '../support/smtp-certificate.js';

const NEW_PASSWORD = 'a lantern under nine stairs';

let host: SmtpHost;
let server: TestServer;
let tests: RecoveryTests;
beforeAll(async () => {
  host = await SmtpHost.start();
  const environment = { SMTP_URL: `smtp://127.0.0.1:${host.port}`, SMTP_CA: CERTIFICATE };
  server = await TestServer.start({ environment });
  tests = new RecoveryTests(server);
});
afterAll(async () => {
  await server.stop();
  await host.stop();
});

const drain = async (): Promise<void> => {
  // What was asked for becomes a letter, and that is sent.
  await server.app.get(OutboxWorker).drain();
  await server.app.get(OutboxWorker).drain();
};
const linkTo = async (address: string, path: string): Promise<URL> => {
  await drain();
  const link = host
    .to(address)
    .map(({ text }) => linkIn(text))
    .findLast((one) => one?.pathname.endsWith(path));
  if (!link) throw new Error(`no link to ${path} was mailed to ${address}`);
  return link;
};
const answerOf = ({ status, json }: Answer): unknown => [status, json['message'] ?? json['error']];

it('a password is reset by mail, from the question to the sign-in', async () => {
  const user = await server.createUser();
  expect(answerOf(await tests.post('/api/auth/forgot-password', { email: user.email }))).toEqual([
    200,
    'If an account exists for this email, a password reset link has been sent.',
  ]);
  const link = await linkTo(user.email, '/reset-password');
  expect(link.href).toMatch(`${new URL(server.issuer).origin}/demo/reset-password?token=`);
  const token = link.searchParams.get('token');
  const reset = { token, password: NEW_PASSWORD };
  expect(answerOf(await tests.post('/api/auth/reset-password', reset))).toEqual([
    200,
    'Password reset successful. You can now log in with your new password.',
  ]);
  expect(answerOf(await tests.post('/api/auth/reset-password', reset))).toEqual([
    400,
    'Invalid or expired reset token',
  ]);
  expect((await tests.login(user.email, PASSWORD)).status).toBe(401);
  expect(await tests.login(user.email, NEW_PASSWORD)).toMatchObject({
    status: 200,
    json: { user: { email: user.email, email_verified: true } },
  });
  await drain();
  expect(host.to(user.email).map(({ raw }) => /^Subject: (.*)$/m.exec(raw)?.[1])).toContain(
    'Your password for Demo was changed',
  );
});

it('a password that can not be one leaves the token as it is', async () => {
  const user = await server.createUser();
  const token = await tests.resetToken(user.email);
  const weak = await tests.post('/api/auth/reset-password', { token, password: 'password' });
  expect([weak.status, weak.json['code']]).toEqual([400, 'weak_password']);
  expect((await tests.post('/api/auth/reset-password', { token, password: NEW_PASSWORD })).status).toBe(200);
});

it('who signs up is written to, and confirms the address once', async () => {
  const email = 'newcomer@example.com';
  const account = { email, password: PASSWORD, name: 'New Comer' };
  const registered = await tests.post('/api/auth/register', account);
  expect(registered).toMatchObject({ status: 201, json: { user: { email_verified: false } } });
  const link = await linkTo(email, '/verify-email');
  const token = link.searchParams.get('token');
  expect(answerOf(await tests.post('/api/auth/verify-email', { token }))).toEqual([200, 'Email address confirmed']);
  expect(answerOf(await tests.post('/api/auth/verify-email', { token }))).toEqual([
    400,
    'Invalid or expired confirmation token',
  ]);
  expect((await server.app.get(Users).findByEmail(server.instance.id, email))?.emailVerified).toBe(true);
});

it('another letter of confirmation is asked for with the same answer for everybody, and takes the place of the first', async () => {
  const email = 'late@example.com';
  await tests.post('/api/auth/register', { email, password: PASSWORD, name: 'Late' });
  const first = (await linkTo(email, '/verify-email')).searchParams.get('token');
  const asked = await tests.post('/api/auth/resend-verification', { email });
  const nobody = await tests.post('/api/auth/resend-verification', { email: 'nobody@example.com' });
  expect(answerOf(asked)).toEqual(answerOf(nobody));
  const second = (await linkTo(email, '/verify-email')).searchParams.get('token');
  expect((await tests.post('/api/auth/verify-email', { token: first })).status).toBe(400);
  expect((await tests.post('/api/auth/verify-email', { token: second })).status).toBe(200);
  await tests.post('/api/auth/resend-verification', { email });
  await drain();
  expect(host.to(email)).toHaveLength(2);
});

it('an address is changed with the password and the mail of the new one; the old one is told before and after', async () => {
  const user = await server.createUser();
  const { json } = await tests.login(user.email);
  const authorization = `Bearer ${String(json['accessToken'])}`;
  const change = { email: 'moved@example.org', current_password: PASSWORD };
  const asked = await server.send('POST', '/api/users/me/email', { json: change, headers: { authorization } });
  expect(answerOf(asked)).toEqual([200, 'A confirmation link has been sent to the new email address']);
  const token = (await linkTo('moved@example.org', '/confirm-email')).searchParams.get('token');
  expect(answerOf(await tests.post('/api/auth/confirm-email', { token }))).toEqual([200, 'Email address changed']);
  await drain();
  expect(host.to(user.email).map(({ raw }) => /^Subject: (.*)$/m.exec(raw)?.[1])).toEqual([
    'Your e-mail address for Demo is about to change',
    'Your e-mail address for Demo was changed',
  ]);
  const me = await server.send('GET', '/api/users/me', { headers: { authorization } });
  expect(me).toMatchObject({ status: 200, json: { email: 'moved@example.org', email_verified: true } });
  expect((await tests.login('moved@example.org')).status).toBe(200);
  expect((await tests.login(user.email)).status).toBe(401);
});

it('all of it stands beneath an instance as well, and is about its accounts only', async () => {
  const instance = await server.createInstance('branch');
  const user = await server.createUser({ instance });
  expect((await tests.post('/branch/api/auth/forgot-password', { email: user.email })).status).toBe(200);
  const link = await linkTo(user.email, '/reset-password');
  expect(link.pathname).toBe('/branch/reset-password');
  const reset = { token: link.searchParams.get('token'), password: NEW_PASSWORD };
  expect((await tests.post('/api/auth/reset-password', reset)).status).toBe(400);
  expect((await tests.post('/branch/api/auth/reset-password', reset)).status).toBe(200);
});
