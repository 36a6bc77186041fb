import { randomUUID } from 'node:crypto';
import type { ClientId, GrantId, TokenId } from '../../src/core/ids.js';
import type { Role } from '../../src/core/roles.js';
import { sha256 } from '../../src/core/secret-format.js';
import { INVITATION_LINK } from '../../src/organizations/index.js';
import { Database, Random, Vault } from '../../src/platform/index.js';
import { TokenRegistry } from '../../src/tokens/index.js';
import { type User, Users } from '../../src/users/index.js';
import type { Answer } from './http.js';
import type { TestServer } from './server.js';
import type { Visitor } from './visitor.js';

export const ORGANIZATIONS = '/demo/api/organizations';

export interface Person {
  readonly user: User;
  readonly visitor: Visitor;
}

export interface TestMember extends Person {
  readonly membershipId: string;
}

export interface TestOrganization {
  readonly id: string;
  /** Where its routes begin. */
  readonly path: string;
  readonly owner: TestMember;
}

interface Listed {
  readonly id: string;
  readonly userId: string;
  readonly email?: string;
  readonly roles: readonly Role[];
}

/** People and organizations of a test server, put together through its routes. */
export class OrganizationTests {
  private count = 0;

  constructor(readonly server: TestServer) {}

  /** A request from one of our own pages. */
  call(visitor: Visitor, method: string, path: string, json?: unknown): Promise<Answer> {
    // No two changes at one moment, so that what is listed by time has an order.
    this.server.clock.advance(1);
    return visitor.request(method, path, { headers: { origin: this.server.origin }, json });
  }

  /** Signed in; without a password, whose hash would take its time. */
  async person(email?: string): Promise<Person> {
    this.count += 1;
    const input = {
      instanceId: this.server.instance.id,
      email: email ?? `member${this.count}@example.com`,
      name: 'Pat',
    };
    const user = await this.server.app.get(Users).create(input);
    return { user, visitor: await this.server.signedIn(user) };
  }

  async organization(name = this.freshName()): Promise<TestOrganization> {
    const owner = await this.person();
    const { json, status, text } = await this.call(owner.visitor, 'POST', ORGANIZATIONS, { name });
    if (status !== 201) throw new Error(`no organization: ${status} ${text}`);
    const path = `${ORGANIZATIONS}/${String(json['id'])}`;
    const [own] = await this.members(owner, path);
    return { id: String(json['id']), path, owner: { ...owner, membershipId: own?.id ?? '' } };
  }

  /** Somebody who was invited and has accepted. */
  async member({ owner, path }: TestOrganization, roles: readonly Role[] = ['member']): Promise<TestMember> {
    const person = await this.person();
    const invited = await this.call(owner.visitor, 'POST', `${path}/invitations`, { email: person.user.email, roles });
    if (invited.status !== 201) throw new Error(`no invitation: ${invited.status} ${invited.text}`);
    const joined = await this.accept(person, await this.mailedToken(person.user.email));
    if (joined.status !== 200) throw new Error(`no membership: ${joined.status} ${joined.text}`);
    return { ...person, membershipId: String(joined.json['membershipId']) };
  }

  accept({ visitor }: Person, token: string): Promise<Answer> {
    return this.call(visitor, 'POST', `${ORGANIZATIONS}/invitations/accept`, { token });
  }

  decline({ visitor }: Person, token: string): Promise<Answer> {
    return this.call(visitor, 'POST', `${ORGANIZATIONS}/invitations/decline`, { token });
  }

  async members({ visitor }: Person, path: string): Promise<readonly Listed[]> {
    const { json } = await this.call(visitor, 'GET', `${path}/memberships`);
    return json['memberships'] as readonly Listed[];
  }

  async rolesOf({ path, owner }: TestOrganization, { user }: Person): Promise<readonly Role[] | undefined> {
    return (await this.members(owner, path)).find(({ userId }) => userId === user.id)?.roles;
  }

  /** What only the person's mailbox knows: the token of the last letter to the address. */
  async mailedToken(email: string): Promise<string> {
    const rows = await this.server.app
      .get(Database)
      .query<{ payload: string }>("SELECT payload FROM outbox_messages WHERE kind = 'mail' ORDER BY created_at, id");
    const letters = rows.map(({ payload }) => JSON.parse(payload) as { to: string; sealedLink: string });
    const sealed = letters.findLast(({ to }) => to === email)?.sealedLink ?? '';
    const link = new URL(this.server.app.get(Vault).open(INVITATION_LINK, sealed).toString());
    return link.searchParams.get('token') ?? '';
  }

  /** An access token of the organization itself, for our own API; it hangs on the grant that is named. */
  async token(organizationId: string, scope: string, grantId: string = randomUUID()): Promise<string> {
    const { app, clock, instance } = this.server;
    const text = `at_${app.get(Random).token()}`;
    const issuedAt = clock.now();
    const ids = { id: randomUUID() as string as TokenId, grantId: grantId as GrantId };
    await app.get(TokenRegistry).record([
      {
        ...ids,
        instanceId: instance.id,
        kind: 'access',
        hash: sha256(text),
        clientId: 'some-app' as ClientId,
        bearerType: 'organization',
        bearerId: organizationId,
        scope,
        audience: [instance.issuer],
        issuedAt,
        expiresAt: issuedAt + 3_600_000,
      },
    ]);
    return text;
  }

  /** A request with a token and nothing else. */
  withToken(token: string, method: string, path: string, json?: unknown): Promise<Answer> {
    return this.server.send(method, path, { headers: { authorization: `Bearer ${token}` }, json });
  }

  private freshName(): string {
    this.count += 1;
    return `Organization ${this.count}`;
  }
}

/** The status, and the code where it is a refusal. */
export function outcomeOf({ status, json }: Answer): string {
  return typeof json['code'] === 'string' ? `${status} ${json['code']}` : String(status);
}
