import type { INestApplicationContext } from '@nestjs/common';
import type { UserId } from '../../src/core/ids.js';
import { type Instance, Instances, InstancesModule } from '../../src/instances/index.js';
import { Database } from '../../src/platform/database.js';
import { PasswordHasher } from '../../src/platform/password-hasher.js';
import { Revocations, RevocationsModule } from '../../src/revocations/index.js';
import { type User, Users, UsersModule } from '../../src/users/index.js';
import { assertStrongPassword, contextWordsOf, isCommonPassword } from '../../src/users/password-policy.js';
import { FixedClock } from '../support/fixed-clock.js';
import { Nodes } from '../support/nodes.js';

const PASSWORD = 'four words nobody guesses';

describe('the password policy (D5)', () => {
  const rules = {
    minimumLength: 8,
    contextWords: contextWordsOf(['ada.lovelace', 'Ada Lovelace', 'demo', 'Latchkey']),
  };
  const check = (password: string) => () => assertStrongPassword(password, rules);

  it.each([
    ...[
      'password',
      'Password1',
      'P@ssw0rd',
      'passw0rd!',
      '12345678',
      'qwertyuiop',
      'iloveyou',
      'sunshine',
      'football1',
      'princess',
    ],
    ...[
      'letmein123',
      'trustno1',
      '1q2w3e4r',
      'summer2026',
      'Winter2025!',
      'superman',
      'michelle',
      'computer',
      'baseball',
      'starwars',
    ],
    ...[
      'zaq12wsx',
      'qwerty123',
      'welcome1',
      'monkey123',
      'charlie1',
      'whatever',
      'admin123',
      '11111111',
      'abcd1234',
      'dragon12',
    ],
  ])('refuses %s, which is common (T205)', (password) => {
    expect(check(password)).toThrow(expect.objectContaining({ code: 'weak_password' }));
  });

  it.each(['lovelace', 'Lovelace1815', 'ada.lovelace', 'latchkey2026', 'Latchkey!!', 'demodemo1', 'lovelace-demo'])(
    'refuses %s, which is built on the account (T205)',
    (password) => expect(check(password)).toThrow(expect.objectContaining({ code: 'weak_password' })),
  );

  it.each(['a-b-c-d', 'short', '', '😀😀😀😀😀😀😀'])('refuses %j, which is short', (password) => {
    expect(check(password)).toThrow('at least 8 characters');
  });

  it.each([
    ...[
      'correcthorsebatterystaple',
      'aaaaaaaaaaaaaaaaaaaa',
      '918273645546372',
      'PLEASELETTHISONEIN',
      '😀🐎🔋📎🎻🧊🦔🌵',
    ],
    ...['lovelace writes programs', 'x'.repeat(1_024), 'ünïcödé wörks', 'T4uB-9xqL'],
  ])('accepts %s: no rules on kinds of characters (T204, T205)', (password) => {
    expect(check(password)).not.toThrow();
  });

  it('refuses more than 1,024 characters at once (T204)', () => {
    expect(check('x'.repeat(1_025))).toThrow('at most 1024');
  });

  it('says everything that is to be mended in one error', () => {
    expect(check('demo1')).toThrow(/at least 8 characters; .*; do not build it/);
  });

  it('covers thousands of common passwords offline', () => {
    const stems = [
      'michael',
      'jennifer',
      'dragon',
      'shadow',
      'chelsea',
      'liverpool',
      'pokemon',
      'flower',
      'ferrari',
      'hunter',
    ];
    const endings = ['', '1', '12', '123', '1234', '01', '69', '77', '99', '2000', '2025', '!', '!!', '1!', '@123'];
    const passwords = stems.flatMap((stem) => endings.map((ending) => stem + ending));
    expect(passwords.filter((password) => !isCommonPassword(password))).toEqual([]);
  });
});

describe('users', () => {
  const clock = new FixedClock();
  let nodes: Nodes;
  let node: INestApplicationContext;
  let users: Users;
  let instance: Instance;
  let other: Instance;

  beforeAll(async () => {
    nodes = await Nodes.on({ modules: [InstancesModule, RevocationsModule, UsersModule], clock });
    node = await nodes.start();
    users = node.get(Users);
    instance = await node.get(Instances).create({ name: 'demo', title: 'Demo' });
    other = await node.get(Instances).create({ name: 'other', title: 'Other' });
  });
  afterAll(() => nodes.cleanup());

  let count = 0;
  const create = (more: object = {}): Promise<User> => {
    count += 1;
    return users.create({
      instanceId: instance.id,
      email: `person${count}@example.com`,
      name: 'Pat',
      password: PASSWORD,
      ...more,
    });
  };
  const keyOf = ({ id, instanceId }: User) => ({ instanceId, userId: id });
  const signIn = (email: string, password = PASSWORD) => users.authenticate(instance.id, email, password);

  it('compares addresses without regard to ASCII case and keeps them as typed (D11)', async () => {
    const user = await create({ email: 'Grace.Hopper@Example.com' });
    expect(user).toMatchObject({
      email: 'Grace.Hopper@Example.com',
      emailVerified: false,
      hasPassword: true,
      status: 'active',
    });
    await expect(create({ email: 'grace.hopper@example.COM' })).rejects.toMatchObject({ code: 'conflict' });
    expect((await users.findByEmail(instance.id, ' GRACE.HOPPER@example.com '))?.id).toBe(user.id);
  });

  it('lets exactly one of many parallel sign-ups have an address (I9)', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => create({ email: 'wanted@example.com' })));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('knows nobody of another instance', async () => {
    const user = await create();
    expect(await users.find(other.id, user.id)).toBeUndefined();
    await expect(users.authenticate(other.id, user.email, PASSWORD)).rejects.toMatchObject({ code: 'invalid_login' });
    await expect(users.suspend({ instanceId: other.id, userId: user.id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(signIn(user.email)).resolves.toMatchObject({ id: user.id });
  });

  it.each(['not an address', 'a@b', 'a\u0000@example.com', 'zero\u200bwidth@example.com'])(
    'refuses the address %j',
    async (email) => {
      await expect(create({ email })).rejects.toMatchObject({
        code: 'invalid_input',
        detail: { fields: { email: expect.anything() } },
      });
      await expect(signIn(email)).rejects.toMatchObject({ code: 'invalid_login' });
    },
  );

  it('gives one answer for unknown, wrong, passwordless and suspended (T201)', async () => {
    const suspended = await create();
    await users.suspend(keyOf(suspended));
    const passwordless = await create({ password: undefined });
    const known = await create();
    const attempts = [signIn('nobody@example.com'), signIn(known.email, 'not this one'), signIn(known.email, '')];
    const errors = await Promise.allSettled([...attempts, signIn(suspended.email), signIn(passwordless.email)]);
    const texts = errors.map((outcome) =>
      outcome.status === 'rejected' ? `${outcome.reason.code} ${outcome.reason.message}` : 'in',
    );
    expect(new Set(texts).size).toBe(1);
    await expect(signIn(known.email)).resolves.toMatchObject({ id: known.id });
  });

  it('tells passwords apart in every character (T203)', async () => {
    const password = 'x'.repeat(72) + ' caf\u00e9 Aa';
    const { email } = await create({ password });
    for (const wrong of [
      `${password} `,
      `${password}\u0000`,
      password.toLowerCase(),
      'x'.repeat(72),
      'x'.repeat(2_000),
    ]) {
      await expect(signIn(email, wrong)).rejects.toMatchObject({ code: 'invalid_login' });
    }
    // NFC: the same letter typed on another system.
    await expect(signIn(email, 'x'.repeat(72) + ' cafe\u0301 Aa')).resolves.toMatchObject({ email });
  });

  it('hashes anew at sign-in what was hashed with other parameters', async () => {
    const { email, id } = await create();
    const database = node.get(Database);
    const { hash } = await import('@node-rs/argon2');
    const weak = await hash(PASSWORD, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    await database.execute('UPDATE users SET password_hash = $1 WHERE id = $2', [weak, id]);
    await signIn(email);
    const [row] = await database.query<{ password_hash: string }>('SELECT password_hash FROM users WHERE id = $1', [
      id,
    ]);
    expect(node.get(PasswordHasher).needsRehash(row?.password_hash ?? '')).toBe(false);
    await expect(signIn(email)).resolves.toMatchObject({ id });
  });

  it('changes a password only for who knows the current one, and ends what was issued before', async () => {
    const user = await create();
    const change = { ...keyOf(user), currentPassword: 'wrong', newPassword: 'another four words here' };
    await expect(users.changePassword(change)).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(
      users.changePassword({ ...change, currentPassword: PASSWORD, newPassword: 'password1' }),
    ).rejects.toMatchObject({
      code: 'weak_password',
    });
    await expect(signIn(user.email)).resolves.toBeDefined();
    await users.changePassword({ ...change, currentPassword: PASSWORD });
    await expect(signIn(user.email)).rejects.toMatchObject({ code: 'invalid_login' });
    await expect(signIn(user.email, 'another four words here')).resolves.toBeDefined();
    const { credentialsNotBefore } = await users.get(instance.id, user.id);
    expect(credentialsNotBefore).toBe(clock.now() + 1);
    expect(node.get(Revocations).isRevoked([{ type: 'user', id: user.id }], clock.now())).toBe(true);
    expect(node.get(Revocations).isRevoked([{ type: 'user', id: user.id }], credentialsNotBefore)).toBe(false);
  });

  it('lets one of two changes of a password at once win', async () => {
    const user = await create();
    const change = (newPassword: string) =>
      users.changePassword({ ...keyOf(user), currentPassword: PASSWORD, newPassword });
    const tries = await Promise.allSettled([change('the first new secret'), change('the second new secret')]);
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('suspends, activates and removes', async () => {
    const user = await create();
    await users.suspend(keyOf(user));
    await users.suspend(keyOf(user));
    await expect(signIn(user.email)).rejects.toMatchObject({ code: 'invalid_login' });
    await users.activate(keyOf(user));
    await expect(signIn(user.email)).resolves.toBeDefined();
    await users.remove(keyOf(user));
    expect(await users.find(instance.id, user.id)).toBeUndefined();
    await expect(users.remove(keyOf(user))).rejects.toMatchObject({ code: 'not_found' });
    await expect(users.get(instance.id, 'nobody' as UserId)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('changes what is named of a profile and clears what is null', async () => {
    const user = await create();
    await users.updateProfile(keyOf(user), { name: ' Grace ', locale: 'de' });
    expect(await users.updateProfile(keyOf(user), { zoneinfo: 'Europe/Berlin' })).toMatchObject({
      name: 'Grace',
      locale: 'de',
    });
    expect((await users.updateProfile(keyOf(user), { locale: null })).locale).toBeUndefined();
    await expect(users.updateProfile(keyOf(user), { name: 'a\u202eb' })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });
});
