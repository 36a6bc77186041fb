import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { codeOf, type Form, outcomeOf } from '../support/code-flow.js';
import { basic } from '../support/http.js';
import { withinBound } from '../support/nodes.js';
import { type TestApp, TestServer } from '../support/server.js';
import type { Visitor } from '../support/visitor.js';

let server: TestServer;
let app: TestApp;
let visitor: Visitor;
beforeAll(async () => {
  server = await TestServer.start();
  app = await server.createApp();
  visitor = await server.signedIn(await server.createUser());
});
afterAll(() => server.stop());

async function open(): Promise<Socket> {
  const socket = connect(Number(new URL(server.origin).port), '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

/** The request as it goes over the wire. */
function wire(form: Form, declaredLength?: number): string {
  const body = new URLSearchParams(Object.entries(form).map(([name, value]) => [name, String(value)])).toString();
  const head = [
    `POST ${new URL(server.issuer).pathname}/token HTTP/1.1`,
    `Host: ${new URL(server.origin).host}`,
    `Authorization: ${basic(app.clientId, app.clientSecret)}`,
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${declaredLength ?? body.length}`,
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

/** Ends the connection as a crashed client does: the bytes are out, and nobody is there for the answer. */
async function sendAndVanish(text: string): Promise<void> {
  const socket = await open();
  await new Promise<void>((resolve, reject) => socket.write(text, (error) => (error ? reject(error) : resolve())));
  socket.resetAndDestroy();
  await once(socket, 'close');
}

describe('connections that break', () => {
  it('T053 redeems a code once, whether or not its client lives to read the answer', async () => {
    for (let round = 0; round < 40; round += 1) {
      const form = await codeOf(server, visitor, app);
      await sendAndVanish(wire(form));
      const retry = await server.token(app, form);
      expect(['200', '400 invalid_grant']).toContain(outcomeOf(retry));
      // Whatever came first: the code is spent, and a third try ends what the second one may have got.
      expect(outcomeOf(await server.token(app, form))).toBe('400 invalid_grant');
      if (retry.status !== 200) continue;
      // The first try may be what ends it, on its own connection to the database: then nobody has been told yet.
      await withinBound(async () => !(await server.isActive(app, String(retry.json['access_token']))));
    }
  });

  it('T053 answers the client that waits', async () => {
    const socket = await open();
    socket.write(wire(await codeOf(server, visitor, app)));
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    socket.destroy();
  });

  it('T054 does nothing on half a request', async () => {
    const form = await codeOf(server, visitor, app);
    const whole = wire(form, 500);
    const end = whole.indexOf('\r\n\r\n') + 4;
    await sendAndVanish(whole.slice(0, end + 200));
    await sendAndVanish(whole);
    await sendAndVanish(whole.slice(0, end));
    expect(outcomeOf(await server.token(app, form))).toBe('200');
  });

  it('T054 does not take a cut body for a shorter one', async () => {
    const form = await codeOf(server, visitor, app);
    const socket = await open();
    socket.end(wire(form, 500));
    // Half-closed: the client still listens, and is told nothing that could be an answer to its request.
    const received: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => received.push(chunk));
    await once(socket, 'close');
    expect(Buffer.concat(received).toString()).not.toMatch(/^HTTP\/1\.1 200/);
    expect(outcomeOf(await server.token(app, form))).toBe('200');
  });
});
