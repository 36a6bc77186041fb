import { createHmac, createPublicKey, type JsonWebKey } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { calculateJwkThumbprint, createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { type Instance, Instances, SIGNING_ALGORITHMS, type SigningAlgorithm } from '../../src/instances/index.js';
import { KeySchedule } from '../../src/keys/key-schedule.js';
import { type KeyDescription, KeyRing, KeysModule, TokenSigner } from '../../src/keys/index.js';
import { Database } from '../../src/platform/database.js';
import { Revocations } from '../../src/revocations/index.js';
import { FixedClock } from '../support/fixed-clock.js';
import { Nodes, refusal, withinBound } from '../support/nodes.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('signing keys', () => {
  const clock = new FixedClock();
  let nodes: Nodes;
  let node: INestApplicationContext;
  let other: INestApplicationContext;
  let count = 0;

  const ringOf = (context: INestApplicationContext): KeyRing => context.get(KeyRing, { strict: false });
  const signerOf = (context: INestApplicationContext): TokenSigner => context.get(TokenSigner, { strict: false });
  const newInstance = (): Promise<Instance> =>
    node.get(Instances, { strict: false }).create({ name: `keys-${(count += 1)}`, title: 'Keys' });

  interface Signing {
    readonly at?: INestApplicationContext;
    readonly algorithm?: SigningAlgorithm;
    readonly lifetime?: number;
    readonly claims?: Record<string, unknown>;
  }
  const sign = ({ id, issuer }: Instance, signing: Signing = {}): Promise<string> => {
    const { at = node, algorithm = 'ES256', lifetime = HOUR, claims } = signing;
    const exp = Math.floor((clock.now() + lifetime) / SECOND);
    return signerOf(at).sign(
      { instanceId: id, algorithm, typ: 'at+jwt' },
      { iss: issuer, sub: 'someone', exp, ...claims },
    );
  };
  const outcome = (instance: Instance, token: string, at = node): Promise<unknown> =>
    refusal(signerOf(at).verify(instance.id, token, 'at+jwt'));
  const kidOf = (token: string): string => String(decodeProtectedHeader(token).kid);
  const inState = (keys: readonly KeyDescription[], state: KeyDescription['state']): string[] =>
    keys.filter((key) => key.state === state && key.algorithm === 'ES256').map(({ kid }) => kid);
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

  beforeAll(async () => {
    nodes = await Nodes.on({ modules: [KeysModule], clock, environment: { KEY_LIFETIME: '90d' } });
    node = await nodes.start();
    other = await nodes.start();
  });
  afterAll(() => nodes.cleanup());

  describe('signing and verifying', () => {
    it.each(SIGNING_ALGORITHMS)('makes tokens with %s that any library verifies by the JWK Set', async (algorithm) => {
      const instance = await newInstance();
      const token = await sign(instance, { algorithm, claims: { aud: 'https://api.example' } });
      const jwks = await ringOf(node).jwks(instance.id);
      const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet({ keys: [...jwks.keys] }), {
        issuer: instance.issuer,
        currentDate: new Date(clock.now()),
        typ: 'at+jwt',
      });
      expect(protectedHeader).toEqual({ alg: algorithm, typ: 'at+jwt', kid: expect.any(String) });
      expect(payload).toMatchObject({ sub: 'someone', aud: 'https://api.example', iat: clock.now() / SECOND });
      expect(await signerOf(other).verify(instance.id, token, 'at+jwt')).toEqual(payload);
    });

    it('keeps private keys sealed in the database', async () => {
      const instance = await newInstance();
      await sign(instance);
      const rows = await node
        .get(Database, { strict: false })
        .query<Record<string, unknown>>('SELECT * FROM signing_keys WHERE instance_id = $1', [instance.id]);
      expect(JSON.parse(String(rows[0]?.['public_jwk']))).not.toHaveProperty('d');
      expect(String(rows[0]?.['sealed_private_key'])).not.toMatch(/PRIVATE|^MI/);
    });

    it('refuses a token that has expired, which is all that an id_token_hint may have', async () => {
      const instance = await newInstance();
      const token = await sign(instance, { lifetime: MINUTE });
      expect(await outcome(instance, token)).toBeUndefined();
      clock.advance(MINUTE);
      expect(await outcome(instance, token)).toBe('invalid_token');
      expect(await signerOf(node).verifySignature(instance.id, token, 'at+jwt')).toMatchObject({ sub: 'someone' });
    });

    it('T134 refuses the token of another instance, or another issuer', async () => {
      const [mine, another] = [await newInstance(), await newInstance()];
      const token = await sign(mine);
      expect(await outcome(another, token)).toBe('invalid_token');
      for (const iss of [another.issuer, `${mine.issuer}/`, mine.issuer.toUpperCase(), [mine.issuer], undefined]) {
        expect(await outcome(mine, await sign(mine, { claims: { iss } }))).toBe('invalid_token');
      }
    });

    it('T136 refuses a token of another kind (RFC 8725 §3.11)', async () => {
      const { id, issuer } = await newInstance();
      const exp = Math.floor(clock.now() / SECOND) + 60;
      for (const typ of ['JWT', 'logout+jwt', 'AT+JWT', '']) {
        const token = await signerOf(node).sign({ instanceId: id, algorithm: 'ES256', typ }, { iss: issuer, exp });
        expect(await refusal(signerOf(node).verify(id, token, 'at+jwt'))).toBe('invalid_token');
      }
    });

    it('T128 to T132 refuses what it did not sign, before and after it has seen the real one', async () => {
      const instance = await newInstance();
      const token = await sign(instance);
      const rsa = await sign(instance, { algorithm: 'RS256' });
      const [header = '', claims = '', signature = ''] = token.split('.');
      const kid = kidOf(token);
      const { keys } = await ringOf(node).jwks(instance.id);
      const jwk: JsonWebKey = keys.find((key) => key.kid === kid) ?? {};
      const pem = createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
      const hmac = (secret: string | Buffer, input: string): string =>
        createHmac('sha256', secret).update(input).digest('base64url');
      const symmetric = `${part({ alg: 'HS256', typ: 'at+jwt', kid })}.${claims}`;
      const zeros = Buffer.alloc(64).toString('base64url');
      const forged = [
        `${part({ alg: 'none', typ: 'at+jwt', kid })}.${claims}.`,
        `${header}.${claims}.`,
        `${symmetric}.${hmac(pem, symmetric)}`,
        `${symmetric}.${hmac(JSON.stringify(jwk), symmetric)}`,
        `${header}.${claims}.${zeros}`,
        `${header}.${claims}.${signature.slice(0, 40)}`,
        `${header}.${part({ iss: instance.issuer, sub: 'other', exp: 1e11 })}.${signature}`,
        `${part({ alg: 'PS256', typ: 'at+jwt', kid: kidOf(rsa) })}.${rsa.split('.').slice(1).join('.')}`,
        ...['__proto__', 'constructor', '../../etc/passwd', "' OR 1=1 --"].map(
          (made) => `${part({ alg: 'ES256', typ: 'at+jwt', kid: made })}.${claims}.${signature}`,
        ),
        `${part({ alg: 'ES256', typ: 'at+jwt' })}.${claims}.${signature}`,
        `${token}=`,
        ` ${token}`,
        `${token}.${signature}`,
        'x'.repeat(1_000_000),
        '',
      ];
      for (let round = 0; round < 2; round += 1) {
        for (const each of forged) expect(await outcome(instance, each)).toBe('invalid_token');
        expect(await outcome(instance, token)).toBeUndefined();
      }
    });
  });

  describe('the JWK Set', () => {
    describe.each(['fastify', 'express'] as const)('over HTTP, on %s', (adapter) => {
      let url: string;
      beforeAll(async () => {
        ({ url } = await nodes.serve(adapter));
      });

      it('T139 is the public half of distinct keys of the instance, and nothing else (RFC 7517 §4)', async () => {
        const instance = await newInstance();
        const response = await fetch(`${url}/${instance.name}/oauth2/v1/jwks`);
        const { keys } = (await response.json()) as { readonly keys: readonly JsonWebKey[] };
        expect(response.status).toBe(200);
        expect(response.headers.get('content-type')).toMatch(/^application\/json/);
        expect(keys.map((key) => key['alg']).sort()).toEqual(['ES256', 'PS256', 'RS256']);
        expect(new Set(keys.map((key) => key['kid'])).size).toBe(3);
        for (const key of keys) {
          const members = key.kty === 'EC' ? ['crv', 'x', 'y'] : ['e', 'n'];
          expect(Object.keys(key).sort()).toEqual([...members, 'alg', 'kid', 'kty', 'use'].sort());
          expect(key['use']).toBe('sig');
          expect(key['kid']).toBe(await calculateJwkThumbprint(key));
          if (key.kty === 'RSA') expect(Buffer.from(String(key.n), 'base64url').length).toBeGreaterThanOrEqual(256);
        }
        expect((await fetch(`${url}/nobody/oauth2/v1/jwks`)).status).toBe(404);
      });

      it('T321 may be kept for less time than a key is published before its use, and is not sent twice', async () => {
        const instance = await newInstance();
        const path = `${url}/${instance.name}/oauth2/v1/jwks`;
        const first = await fetch(path);
        const tag = String(first.headers.get('etag'));
        expect(first.headers.get('cache-control')).toBe('public, max-age=300');
        for (const condition of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
          const again = await fetch(path, { headers: { 'if-none-match': condition } });
          expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag]);
          expect(again.headers.get('cache-control')).toBe('public, max-age=300');
        }
        await ringOf(node).rotate(instance.id, 'ES256');
        await withinBound(async () => (await fetch(path, { headers: { 'if-none-match': tag } })).status === 200);
        const current = kidOf(await sign(instance));
        clock.advance(300 * SECOND);
        expect(kidOf(await sign(instance))).toBe(current);
      });

      it('is that of the default instance where the path names none', async () => {
        const instances = node.get(Instances, { strict: false });
        await refusal(instances.create({ name: 'demo', title: 'Demo' }));
        const [plain, named] = await Promise.all(
          ['/oauth2/jwks', '/demo/oauth2/v1/jwks'].map(async (path) => (await fetch(url + path)).json()),
        );
        expect(plain).toEqual(named);
      });
    });
  });

  describe('the first key', () => {
    it.each(SIGNING_ALGORITHMS)('T299 is made inside the transaction that needs it (%s)', async (algorithm) => {
      const instance = await newInstance();
      const database = node.get(Database, { strict: false });
      const first = await database.transaction(async () => {
        await node.get(Revocations, { strict: false }).revoke(instance.id, [{ type: 'user', id: 'x' }], 'test');
        const tokens = [await sign(instance, { algorithm }), await sign(instance, { algorithm })];
        expect(new Set(tokens.map(kidOf)).size).toBe(1);
        return tokens[0] ?? '';
      });
      expect(await outcome(instance, first)).toBeUndefined();
      expect(kidOf(await sign(instance, { algorithm }))).toBe(kidOf(first));
    });

    it('T299 goes with the transaction that is rolled back, and is never used again', async () => {
      const instance = await newInstance();
      let lost = '';
      const failed = node.get(Database, { strict: false }).transaction(async () => {
        lost = await sign(instance);
        throw new Error('no');
      });
      await expect(failed).rejects.toThrow('no');
      expect(await outcome(instance, lost)).toBe('invalid_token');
      const token = await sign(instance);
      const { keys } = await ringOf(node).jwks(instance.id);
      expect(keys.map(({ kid }) => String(kid))).toContain(kidOf(token));
      expect(kidOf(token)).not.toBe(kidOf(lost));
    });

    it('T299 T300 is one, when many ask for it at once on two nodes', async () => {
      const instance = await newInstance();
      const transact = (at: INestApplicationContext) => (): Promise<string> =>
        at.get(Database, { strict: false }).transaction(() => sign(instance, { at }));
      const work = Array.from({ length: 20 }, (_, index) => (index % 2 ? transact(node) : transact(other)));
      const tokens = await Promise.all(work.map((each) => each()));
      expect(new Set(tokens.map(kidOf)).size).toBe(1);
      for (const token of tokens) expect(await outcome(instance, token, other)).toBeUndefined();
    });
  });

  describe('rotation', () => {
    it('T316 T317 never meets a verifier that keeps the JWK Set for its max-age', async () => {
      const instance = await newInstance();
      const published = new Map<string, { first: number; last: number }>();
      const firstUse = new Map<string, number>();
      const lastExpiry = new Map<string, number>();
      let copy = { takenAt: -Infinity, jwks: createLocalJWKSet({ keys: [] }) };
      const record = async (at: INestApplicationContext): Promise<void> => {
        const jwks = await ringOf(at).jwks(instance.id);
        for (const { kid } of jwks.keys) {
          published.set(kid, { first: published.get(kid)?.first ?? clock.now(), last: clock.now() });
        }
        if (clock.now() - copy.takenAt >= 300 * SECOND) {
          copy = { takenAt: clock.now(), jwks: createLocalJWKSet({ keys: [...jwks.keys] }) };
        }
      };
      const use = async (at: INestApplicationContext): Promise<void> => {
        const token = await sign(instance, { at, lifetime: 30 * MINUTE });
        const kid = kidOf(token);
        if (!firstUse.has(kid)) firstUse.set(kid, clock.now());
        lastExpiry.set(kid, clock.now() + 30 * MINUTE);
        await jwtVerify(token, copy.jwks, { currentDate: new Date(clock.now()) });
      };
      // The feed runs in real time, and would be minutes late by the time of this test.
      const rotate = async (at: INestApplicationContext): Promise<void> => {
        const [next] = inState(await ringOf(at).rotate(instance.id, 'ES256'), 'next');
        const knows = async (each: INestApplicationContext): Promise<boolean> =>
          (await ringOf(each).jwks(instance.id)).keys.some(({ kid }) => kid === next);
        await withinBound(async () => (await knows(node)) && (await knows(other)));
      };
      for (let step = 0; step < 5 * 14 + 3; step += 1) {
        const at = step % 2 ? node : other;
        if (step % 14 === 3) await rotate(at);
        await record(at);
        await use(at);
        clock.advance(50 * SECOND);
      }
      expect(firstUse.size).toBe(6);
      await record(node);
      for (const [kid, usedAt] of [...firstUse].slice(1)) {
        expect(usedAt - (published.get(kid)?.first ?? usedAt)).toBeGreaterThanOrEqual(300 * SECOND);
      }
      for (const [kid, expiry] of lastExpiry)
        if (expiry > clock.now()) expect(published.get(kid)?.last).toBe(clock.now());
    });

    it('T317 keeps the old key until its last token has expired, and not for ever', async () => {
      const instance = await newInstance();
      await ringOf(node).rotate(instance.id, 'ES256');
      const [old = ''] = inState(await ringOf(node).rotate(instance.id, 'ES256'), 'current');
      clock.advance(10 * MINUTE - SECOND);
      const last = await sign(instance, { lifetime: DAY });
      expect(kidOf(last)).toBe(old);
      clock.advance(SECOND);
      const keys = await ringOf(node).list(instance.id);
      expect([inState(keys, 'next'), inState(keys, 'retired')]).toEqual([[], [old]]);
      expect(inState(keys, 'current')).toEqual([kidOf(await sign(instance))]);
      clock.advance(DAY - 2 * SECOND);
      expect(await outcome(instance, last)).toBeUndefined();
      clock.advance(HOUR);
      expect(inState(await ringOf(node).list(instance.id), 'retired')).toEqual([]);
      expect(await refusal(signerOf(node).verifySignature(instance.id, last, 'at+jwt'))).toBe('invalid_token');
    });

    it('T318 ends with one new key when two nodes rotate at once, and old tokens verify after a restart', async () => {
      const instance = await newInstance();
      const token = await sign(instance);
      await Promise.all([node, other, node, other].map((at) => ringOf(at).rotate(instance.id)));
      const keys = await ringOf(node).list(instance.id);
      expect(keys.map(({ state, algorithm }) => `${algorithm} ${state}`).sort()).toEqual([
        'ES256 current',
        'ES256 next',
        'PS256 current',
        'RS256 current',
      ]);
      clock.advance(10 * MINUTE);
      const restarted = await nodes.start();
      expect(await outcome(instance, token, restarted)).toBeUndefined();
      const kids = await Promise.all([node, other, restarted].map(async (at) => kidOf(await sign(instance, { at }))));
      expect(new Set(kids).size).toBe(1);
      expect(inState(keys, 'next')).toEqual([kids[0]]);
      await nodes.stop(restarted);
    });

    it('T318 happens completely or not at all', async () => {
      const instance = await newInstance();
      const token = await sign(instance);
      const died = node.get(Database, { strict: false }).transaction(async () => {
        await ringOf(node).rotate(instance.id, 'ES256');
        throw new Error('killed');
      });
      await expect(died).rejects.toThrow('killed');
      const [key, ...more] = await ringOf(node).list(instance.id);
      expect([key, more]).toEqual([expect.objectContaining({ kid: kidOf(token), retiresAt: null }), []]);
    });

    it('comes by itself when a key has signed for its lifetime, once for all nodes', async () => {
      const own = await Nodes.on({ modules: [KeysModule], clock, environment: { KEY_LIFETIME: '90d' } });
      const [one, two] = [await own.start(), await own.start()];
      const instance = await one.get(Instances, { strict: false }).create({ name: 'own', title: 'Own' });
      const first = kidOf(await sign(instance, { at: one }));
      const keysAfter = async (duration: number): Promise<KeyDescription[]> => {
        clock.advance(duration);
        await Promise.all([one, two].map((at) => at.get(KeySchedule, { strict: false }).run()));
        return ringOf(two).list(instance.id);
      };
      expect(await keysAfter(89 * DAY)).toHaveLength(1);
      expect(inState(await keysAfter(DAY), 'next')).toHaveLength(1);
      const keys = await keysAfter(10 * MINUTE);
      expect([inState(keys, 'retired'), inState(keys, 'next')]).toEqual([[first], []]);
      await own.cleanup();
    });

    it('T313 goes on signing when the clock is set back before the first key', async () => {
      const instance = await newInstance();
      const kid = kidOf(await sign(instance));
      clock.advance(-HOUR);
      expect(kidOf(await sign(instance))).toBe(kid);
      clock.advance(HOUR);
    });
  });

  describe('emergency removal', () => {
    const remove = (instance: Instance, kid: string): Promise<void> => ringOf(node).remove(instance.id, kid);

    it('T319 refuses its tokens here at once, on the other node within a second, and leaves other instances alone', async () => {
      const [instance, bystander] = [await newInstance(), await newInstance()];
      const [token, theirs] = [await sign(instance), await sign(bystander)];
      for (const at of [node, other]) expect(await outcome(instance, token, at)).toBeUndefined();
      await remove(instance, kidOf(token));
      expect(await outcome(instance, token)).toBe('invalid_token');
      await withinBound(async () => (await outcome(instance, token, other)) === 'invalid_token');
      expect(await outcome(bystander, theirs, other)).toBeUndefined();
      const { keys } = await ringOf(other).jwks(instance.id);
      expect(keys.map(({ kid }) => String(kid))).not.toContain(kidOf(token));
      const revocations = other.get(Revocations, { strict: false });
      expect(revocations.isRevoked([{ type: 'key', id: kidOf(token) }], clock.now() + DAY)).toBe(true);
      const next = await sign(instance, { at: other });
      expect(kidOf(next)).not.toBe(kidOf(token));
      expect(await outcome(instance, next)).toBeUndefined();
    });

    it('T319 lets the waiting key take over at once', async () => {
      const instance = await newInstance();
      const token = await sign(instance);
      const [next] = inState(await ringOf(node).rotate(instance.id, 'ES256'), 'next');
      await remove(instance, kidOf(token));
      expect(kidOf(await sign(instance))).toBe(next);
      expect(await ringOf(node).list(instance.id)).toHaveLength(1);
    });

    it('T319 of the waiting key leaves the current one in office', async () => {
      const instance = await newInstance();
      const current = kidOf(await sign(instance));
      const [next = ''] = inState(await ringOf(node).rotate(instance.id, 'ES256'), 'next');
      await remove(instance, next);
      clock.advance(DAY);
      expect(kidOf(await sign(instance))).toBe(current);
      expect(await ringOf(node).list(instance.id)).toEqual([
        expect.objectContaining({ kid: current, retiresAt: null }),
      ]);
    });

    it('T319 of a retired key touches no other', async () => {
      const instance = await newInstance();
      const old = await sign(instance, { lifetime: DAY });
      await ringOf(node).rotate(instance.id, 'ES256');
      clock.advance(10 * MINUTE);
      const token = await sign(instance);
      await remove(instance, kidOf(old));
      expect([await outcome(instance, old), await outcome(instance, token)]).toEqual(['invalid_token', undefined]);
      expect(kidOf(await sign(instance))).toBe(kidOf(token));
    });

    it('knows no key of another instance', async () => {
      const [mine, another] = [await newInstance(), await newInstance()];
      const kid = kidOf(await sign(another));
      expect(await refusal(remove(mine, kid))).toBe('not_found');
    });
  });
});
