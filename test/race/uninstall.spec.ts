import { setTimeout } from 'node:timers/promises';
import { AppTests, type VendorApp } from '../support/apps.js';
import type { Answer } from '../support/http.js';
import { OrganizationTests, type TestOrganization } from '../support/organizations.js';
import { type TestApp, TestServer } from '../support/server.js';

const ROUNDS = 200;
const WORKERS = 6;
/** Milliseconds (design §5). */
const BOUND = 1_000;
const READ = 'directory.organization.r';

interface Minted {
  readonly token: string;
  readonly askedAt: number;
}

let replicas: readonly [TestServer, TestServer];
let people: OrganizationTests;
let apps: AppTests;
let app: VendorApp;
let client: TestApp;
beforeAll(async () => {
  const first = await TestServer.start();
  replicas = [first, await first.replica()];
  people = new OrganizationTests(first);
  apps = new AppTests(people);
  app = await apps.app({ scopes: [READ] });
  const { clientId, clientSecret } = app;
  client = { appId: app.id, clientId, clientSecret, redirectUri: 'https://app.test/cb' };
});
afterAll(async () => {
  for (const replica of replicas.toReversed()) await replica.stop();
});

const at = (index: number): TestServer => replicas[index % 2] ?? replicas[0];
const isAlive = async (server: TestServer, { path }: TestOrganization, token: string): Promise<boolean> =>
  (await server.send('GET', path, { headers: { authorization: `Bearer ${token}` } })).status === 200;

/** A refresh token that an admin's consent gave: the installation is what it hangs on. */
async function connect({ id, owner }: TestOrganization): Promise<string> {
  const scope = `Org/${id}.${READ}`;
  const back = await replicas[0].authorize(owner.visitor, client, { scope });
  const code = back.searchParams.get('code') ?? '';
  const { json } = await replicas[0].token(client, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: client.redirectUri,
  });
  return String(json['refresh_token']);
}

/** Mints and uses tokens, by both grants and at both replicas, until it is stopped. */
class Load {
  readonly minted: Minted[] = [];
  readonly unexpected: string[] = [];
  private isStopped = false;
  private readonly work: Promise<void>[];

  constructor(
    private readonly organization: TestOrganization,
    refreshToken: string,
  ) {
    this.work = Array.from({ length: WORKERS }, (_, index) => this.credentials(index));
    this.work.push(this.refresh(refreshToken));
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await Promise.all(this.work);
  }

  private async credentials(worker: number): Promise<void> {
    for (let turn = worker; !this.isStopped; turn += 1) {
      const askedAt = performance.now();
      const scope = `Org/${this.organization.id}.${READ}`;
      const answer = await at(turn).token(client, { grant_type: 'client_credentials', scope });
      this.note(answer, askedAt, 'invalid_scope');
      if (answer.status === 200) await isAlive(at(turn + 1), this.organization, String(answer.json['access_token']));
    }
  }

  private async refresh(first: string): Promise<void> {
    for (let [turn, token] = [0, first]; !this.isStopped; turn += 1) {
      const askedAt = performance.now();
      const answer = await at(turn).refresh(client, token);
      this.note(answer, askedAt, 'invalid_grant');
      if (typeof answer.json['refresh_token'] === 'string') token = answer.json['refresh_token'];
    }
  }

  private note({ status, json, text }: Answer, askedAt: number, refusal: string): void {
    if (status === 200) this.minted.push({ token: String(json['access_token']), askedAt });
    else if (status !== 400 || json['error'] !== refusal) this.unexpected.push(`${status} ${text}`);
  }
}

/** Milliseconds after the acknowledgement until none of the tokens works anywhere. */
async function timeToDeath(organization: TestOrganization, minted: readonly Minted[], ackAt: number): Promise<number> {
  for (const replica of replicas) {
    for (const { token } of minted) {
      while (await isAlive(replica, organization, token)) {
        if (performance.now() - ackAt > BOUND) throw new Error('a token was alive after the bound');
      }
    }
  }
  return performance.now() - ackAt;
}

describe(`T167 T168 uninstalling an app while its tokens are minted and used, two replicas, ${ROUNDS} rounds`, () => {
  it('nothing is minted after the acknowledgement, and nothing works after the bound', async () => {
    const organization = await people.organization();
    let mintedInAll = 0;
    let slowest = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const load = new Load(organization, await connect(organization));
      const [{ id } = { id: '' }] = (await apps.installations(organization)) as readonly { id: string }[];
      await setTimeout(round % 40);
      const path = `${organization.path}/installations/${id}`;
      const { status } = await people.call(organization.owner.visitor, 'DELETE', path);
      const ackAt = performance.now();
      expect(status).toBe(204);
      await setTimeout(10);
      await load.stop();
      expect(load.unexpected).toEqual([]);
      expect(load.minted.filter(({ askedAt }) => askedAt > ackAt)).toEqual([]);
      slowest = Math.max(slowest, await timeToDeath(organization, load.minted.slice(-12), ackAt));
      mintedInAll += load.minted.length;
    }
    expect(mintedInAll).toBeGreaterThan(ROUNDS);
    expect(slowest).toBeLessThan(BOUND);
  }, 600_000);
});
