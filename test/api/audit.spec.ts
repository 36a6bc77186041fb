import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { INestApplicationContext } from '@nestjs/common';
import { Audit, AuditModule } from '../../src/audit/index.js';
import type { InstanceId, UserId } from '../../src/core/ids.js';
import { RequestContext } from '../../src/platform/http/request-context.js';
import { TrustedProxies } from '../../src/platform/http/trusted-proxies.js';
import { Database } from '../../src/platform/database.js';
import { FixedClock } from '../support/fixed-clock.js';
import { Nodes } from '../support/nodes.js';

const instanceOf = (number: number): InstanceId => `019a0000-0000-7000-8000-00000000000${number}` as InstanceId;
const USER = '019a0000-0000-7000-8000-0000000000aa' as UserId;

describe('the audit log', () => {
  const clock = new FixedClock();
  let nodes: Nodes;
  let node: INestApplicationContext;
  let audit: Audit;

  beforeAll(async () => {
    nodes = await Nodes.on({ modules: [AuditModule], clock });
    node = await nodes.start();
    audit = node.get(Audit, { strict: false });
  });
  afterAll(() => nodes.cleanup());

  it('lists newest first, of one instance, of one user where asked', async () => {
    const instanceId = instanceOf(1);
    await audit.record({ instanceId, type: 'user.signed_up', userId: USER });
    clock.advance(1);
    await audit.record({ instanceId, type: 'client.created', detail: { name: 'app' } });
    clock.advance(1);
    await audit.record({ instanceId, type: 'user.signed_in', userId: USER });
    await audit.record({ instanceId: instanceOf(2), type: 'user.signed_in', userId: USER });
    const types = async (query: Parameters<Audit['list']>[1]): Promise<string[]> =>
      (await audit.list(instanceId, query)).map(({ type }) => type);
    expect(await types({ limit: 10 })).toEqual(['user.signed_in', 'client.created', 'user.signed_up']);
    expect(await types({ limit: 2 })).toEqual(['user.signed_in', 'client.created']);
    expect(await types({ userId: USER, limit: 10 })).toEqual(['user.signed_in', 'user.signed_up']);
    expect(await types({ limit: -1 })).toHaveLength(1);
  });

  it('says from where, without a word of what a caller could make up', async () => {
    const socket = new Socket();
    Object.defineProperty(socket, 'remoteAddress', { value: '203.0.113.7' });
    const request = new IncomingMessage(socket);
    const context = new RequestContext(request, `id\r\nforged ${'x'.repeat(100)}`, new TrustedProxies([]));
    await audit.record({ instanceId: instanceOf(3), type: 'user.signed_in' }, context);
    const [event] = await audit.list(instanceOf(3), { limit: 1 });
    expect(event).toMatchObject({ address: '203.0.113.7', userId: null, clientId: null, detail: {} });
    expect(event?.requestId).toMatch(/^idforgedx{56}$/);
  });

  it('holds no secret, whatever it is given', async () => {
    const jwt = [{ alg: 'none' }, { sub: 'a' }, { x: 1 }].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    );
    const secrets = {
      password: 'correct horse',
      refresh_token: 'anything',
      clientSecret: 'anything',
      a: `rt_${'A'.repeat(43)}`,
      b: jwt.join('.'),
      c: `sk_${'0'.repeat(64)}`,
      d: [`ac_${'A'.repeat(43)}`],
    };
    await audit.record({ instanceId: instanceOf(4), type: 'test.done', detail: { ...secrets, tokenId: 'kept' } });
    const [event] = await audit.list(instanceOf(4), { limit: 1 });
    const removed = Object.keys(secrets).map((name) => [name, name === 'd' ? ['[removed]'] : '[removed]']);
    expect(event?.detail).toEqual({ ...Object.fromEntries(removed), tokenId: 'kept' });
  });

  it('T278 keeps odd texts, and no more of them than is bounded', async () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`m${index}`, 'x'.repeat(10_000)]));
    const text = 'NUL \u0000, half a pair \ud800, RTL \u202e, \r\nline, 😀';
    await audit.record({ instanceId: instanceOf(5), type: 'test.done', detail: { text, ...many } });
    const [event] = await audit.list(instanceOf(5), { limit: 1 });
    expect(event?.detail['text']).toBe(text);
    expect(JSON.stringify(event?.detail).length).toBeLessThan(6_000);
  });

  it('does not keep what was rolled back', async () => {
    const failed = node.get(Database, { strict: false }).transaction(async () => {
      await audit.record({ instanceId: instanceOf(6), type: 'test.done' });
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await audit.list(instanceOf(6), { limit: 10 })).toEqual([]);
  });
});
