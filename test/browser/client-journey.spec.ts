import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Instance } from '../../src/instances/index.js';
import { bundle, clientBundle, readmePrograms } from '../client/bundle.js';
import { launchChromium } from '../support/chromium.js';
import { PASSWORD, TestServer, type TestUser } from '../support/server.js';
import { fill, SeedPage } from '../surfaces/seed-page.js';

jest.setTimeout(120_000);

/** A shop window of somebody's own: two programs, and where they show what they find. */
class Site {
  program = '';

  private constructor(private readonly server: Server) {}

  static start(): Promise<Site> {
    return new Promise((resolve) => {
      const server = createServer();
      const site = new Site(server);
      server.on('request', ({ url }, response) => {
        const [type, text] = site.answer(url ?? '/');
        response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(text);
      });
      server.listen(0, '127.0.0.1', () => resolve(site));
    });
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private answer(url: string): readonly [string, string] {
    if (url === '/program.js') return ['text/javascript', this.program];
    if (url === '/client.js') return ['text/javascript', clientBundle()];
    return [
      'text/html',
      '<!doctype html><link rel="icon" href="data:,"><title>Shop</title><body>…<script type="module" src="/program.js"></script>',
    ];
  }
}

let server: TestServer;
let browser: Browser;
let context: BrowserContext;
let [allowed, other]: readonly Site[] = [];
let instance: Instance;
let user: TestUser;

beforeAll(async () => {
  [server, browser, allowed, other] = await Promise.all([
    TestServer.start(),
    launchChromium(),
    Site.start(),
    Site.start(),
  ]);
  instance = await server.createInstance('shop', { allowedOrigins: [allowed.origin] });
  user = await server.createUser({ instance, name: 'Ada Lovelace' });
  context = await browser.newContext({ locale: 'en-GB' });
  const [, , program = ''] = readmePrograms();
  const address = { 'http://localhost:3000/demo': instance.baseUrl };
  for (const site of [allowed, other]) site.program = bundle(fill(program, address), 'browser', '--minify');
});

afterAll(async () => {
  await browser.close();
  allowed?.stop();
  other?.stop();
  await server.stop();
});

/** What the program of the README shows on the page. */
async function shown(site: Site | undefined): Promise<string> {
  const page = await context.newPage();
  await page.goto(`${site?.origin}/`);
  await page.waitForFunction(() => !document.body.textContent?.startsWith('…'));
  const text = await page.textContent('body');
  await page.close();
  return text ?? '';
}

async function signIn(page: Page): Promise<void> {
  await page.goto(`${instance.baseUrl}/sign-in`);
  await page.locator('[name=identifier]').fill(user.email);
  await page.locator('[name=password]').fill(PASSWORD);
  await page.locator('[name=password]').press('Enter');
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
}

/** Runs a sample of the seed in the page, and answers what it writes to the console. */
async function runSample(page: Page, sample: string): Promise<string[]> {
  const lines: string[] = [];
  page.on('console', (message) => lines.push(message.text()));
  const text = fill(sample, { 'https://cloud.zeyos.com/demo': instance.baseUrl });
  await page.evaluate(`import('/client.js').then(async ({ createClient: createZeyosClient }) => {\n${text}\n})`);
  return lines;
}

describe('the client in a browser, on a page of another origin', () => {
  it('T187 learns of nobody before somebody has signed in, and of nothing where the origin is not allowed', async () => {
    expect(await shown(allowed)).toMatch(/^401 /);
    expect(await shown(other)).toBe('0 network_error');
  });

  it('T187 knows who is signed in where the instance allows the origin, and there alone', async () => {
    const page = await context.newPage();
    await signIn(page);
    expect(await shown(allowed)).toBe('Hello, Ada Lovelace');
    expect(await shown(other)).toBe('0 network_error');
  });

  it('runs the samples of the ZeyOS guide for the session as they stand', async () => {
    const guide = new SeedPage('zeyos-guide.txt');
    const page = await context.newPage();
    await page.goto(`${allowed?.origin}/`);
    const create = guide.passage('const client = createZeyosClient({', '\n});', 1);
    const use = `${create}\nconsole.log('As the client knows:', (await client.oauth2.getUserInfo()).sub);`;
    expect(await runSample(page, use)).toEqual([`As the client knows: ${user.id}`]);
    const check = guide.passage('const endpoint =', 'userInfo.sub);\n}');
    expect(await runSample(page, check)).toContain(`Logged in as: ${user.id}`);
  });
});
