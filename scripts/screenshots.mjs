// `npm run screenshots`: docs/screenshots/*.png, from the built server on an empty folder, in a person's own browser.
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { startOwn } from './demo-server.mjs';

const target = fileURLToPath(new URL('../docs/screenshots', import.meta.url));
const largest = 200 * 1024; // bytes
const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
const redirectUri = 'http://127.0.0.1:8089/callback';
const scope = 'openid profile email tickets.ticket.r tickets.ticket.w';
const organizationScope = 'directory.organization.r directory.organization_members.r directory.machines.rw';
const person = { email: 'ada@example.org', password: 'four words nobody guesses', name: 'Ada Lovelace' };

const chunksOf = (png) => {
  const chunks = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const end = at + 12 + png.readUInt32BE(at);
    chunks.push({
      type: png.toString('latin1', at + 4, at + 8),
      whole: png.subarray(at, end),
      data: png.subarray(at + 8, end - 4),
    });
  }
  return chunks;
};

/** The same pixels, packed as well as zlib can: Chromium packs for speed. Node has no CRC-32 before version 22. */
const optimised = (png) => {
  const chunks = chunksOf(png);
  const pixels = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)));
  const data = deflateSync(pixels, { level: 9, memLevel: 9 });
  const image = Buffer.alloc(data.length + 12);
  image.writeUInt32BE(data.length);
  image.write('IDAT', 4, 'latin1');
  data.copy(image, 8);
  image.writeUInt32BE(crc32(image.subarray(4, -4)), data.length + 8);
  const [head, end] = ['IHDR', 'IEND'].map((type) => chunks.find((chunk) => chunk.type === type).whole);
  return Buffer.concat([png.subarray(0, 8), head, image, end]);
};

/** PNG §D */
const crc32 = (bytes) => {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
};

const shoot = async (page, name) => {
  await page.evaluate(() => document.activeElement?.blur());
  await page.evaluate(() => window.scrollTo(0, 0));
  const raw = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  const packed = optimised(raw);
  const file = join(target, `${name}.png`);
  writeFileSync(file, packed.length < raw.length ? packed : raw);
  const { size } = statSync(file);
  if (size > largest) throw new Error(`${name}.png has ${size} bytes`);
  console.log(`docs/screenshots/${name}.png: ${Math.ceil(size / 1024)} KB`);
};

const signIn = async (page) => {
  await page.fill('input[name=identifier]', person.email);
  await page.fill('input[name=password]', person.password);
  await page.click('button[type=submit]');
};

/** The pages of an organization, for who owns it. */
const visit = async (page, device, { url, organization, wanted }) => {
  const path = `${url}/demo/organizations/${organization.id}`;
  for (const [name, address] of [
    ['launchpad', `${url}/demo/launchpad`],
    ['organization', path],
    ['organization-apps', `${path}/apps`],
    ['install', `${path}/apps/install?app=${wanted.app_id}`],
  ]) {
    await page.goto(address);
    await shoot(page, `${name}-${device}`);
  }
};

const walk = async (page, device, { url, app }) => {
  const request = { client_id: app.client_id, redirect_uri: redirectUri, response_type: 'code', prompt: 'consent' };
  await page.goto(`${url}/demo/oauth2/v1/authorize?${new URLSearchParams({ ...request, scope })}`);
  await page.fill('input[name=identifier]', person.email);
  await shoot(page, `sign-in-${device}`);
  await signIn(page);
  await page.waitForURL('**/consent**');
  await shoot(page, `consent-${device}`);
  await page.route(`${redirectUri}**`, (route) => route.fulfill({ body: 'done' }));
  await page.click('button[value=allow]');
  await page.waitForURL(`${redirectUri}**`);
  await page.goto(`${url}/demo/account`);
  await shoot(page, `account-${device}`);
  await page.goto(`${url}/docs`);
  await page.locator('.opblock-tag').first().waitFor();
  await shoot(page, `explorer-${device}`);
};

const prepare = ({ operate }) => {
  operate([
    ...['user', 'create', '--email', person.email, '--password', person.password],
    '--name',
    person.name,
    '--verified',
  ]);
  const publish = (name, title, ...more) =>
    operate([
      ...['app', 'create', '--name', name, '--title', title, '--vendor', 'Example Ltd'],
      ...['--redirect-uri', redirectUri, ...more],
    ]);
  const launched = (name) => ['--entry-point', `https://${name}.example/`, '--scope', organizationScope];
  const app = publish('helpdesk', 'Helpdesk', '--scope', scope);
  const organization = operate(['organization', 'create', '--name', 'Acme Printing', '--owner', person.email]);
  for (const [name, title, granted] of [
    ['planner', 'Print Planner', organizationScope],
    ['shop', 'Web Shop', 'directory.organization.r'],
  ]) {
    publish(name, title, ...launched(name));
    operate([
      ...['installation', 'create', '--organization', organization.slug],
      ...['--app', name, '--scope', granted],
    ]);
  }
  return { app, organization, wanted: publish('monitor', 'Press Monitor', ...launched('monitor')) };
};

const server = await startOwn();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
try {
  mkdirSync(target, { recursive: true });
  const prepared = prepare(server);
  for (const [device, viewport] of Object.entries(sizes)) {
    const context = await browser.newContext({ viewport, deviceScaleFactor: 1, locale: 'en-GB', colorScheme: 'light' });
    const page = await context.newPage();
    await walk(page, device, { url: server.url, ...prepared });
    await visit(page, device, { url: server.url, ...prepared });
    await context.close();
  }
} finally {
  await browser.close();
  await server.stop();
}
