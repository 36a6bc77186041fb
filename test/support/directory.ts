import { randomUUID } from 'node:crypto';
import type { ClientId, GrantId, MembershipId, TokenId } from '../../src/core/ids.js';
import { sha256 } from '../../src/core/secret-format.js';
import { TokenRegistry } from '../../src/tokens/index.js';
import type { User } from '../../src/users/index.js';
import { type AppTests, type VendorApp } from './apps.js';
import { type Answer, basic, type RequestOptions } from './http.js';
import type { TestMember, TestOrganization } from './organizations.js';
import { REDIRECT_URI, type TestServer } from './server.js';

/** Requests of an app at the directory, and the tokens for them. */
export class DirectoryTests {
  constructor(
    private readonly server: TestServer,
    private readonly apps: AppTests,
  ) {}

  /** An app of a vendor's that wants the scopes. */
  app(scopes: readonly string[], input: object = {}, vendor?: TestOrganization): Promise<VendorApp> {
    return this.apps.app({ scopes, redirectUris: [REDIRECT_URI], ...input }, vendor);
  }

  /** By the code flow, with the person's consent. */
  async personToken(user: User, app: VendorApp, scope: string): Promise<string> {
    const { access_token: token } = await this.server.tokens(user, asTestApp(app), { scope });
    return token;
  }

  /** For an organization that has installed the app. */
  async organizationToken(organization: TestOrganization, app: VendorApp, scopes: readonly string[]): Promise<string> {
    const scope = scopes.map((name) => `Org/${organization.id}.${name}`).join(' ');
    const { json, status, text } = await this.server.token(asTestApp(app), { grant_type: 'client_credentials', scope });
    if (status !== 200) throw new Error(`no token: ${status} ${text}`);
    return String(json['access_token']);
  }

  /** An organization that has installed the app with the scopes, and a token of its own. */
  async connected(app: VendorApp, organization: TestOrganization, scopes: readonly string[]): Promise<string> {
    await this.apps.installed(organization, app, scopes);
    return this.organizationToken(organization, app, scopes);
  }

  /** What a member may do by the app for the organization, until the roles change. */
  async onBehalfToken({ organization, member, app, grantId, scopes }: OnBehalf): Promise<string> {
    const { app: nest, clock, instance } = this.server;
    const text = `at_${randomUUID()}`;
    const issuedAt = clock.now();
    await nest.get(TokenRegistry).record([
      {
        ...{ id: randomUUID() as string as TokenId, instanceId: instance.id, kind: 'access', hash: sha256(text) },
        ...{ grantId: grantId as GrantId, clientId: app.clientId as ClientId, audience: [instance.issuer] },
        ...{ bearerType: 'organization', bearerId: organization.id, scope: scopes.join(' ') },
        ...{ actorId: member.user.id, membershipId: member.membershipId as MembershipId },
        ...{ issuedAt, expiresAt: issuedAt + 3_600_000 },
      },
    ]);
    return text;
  }

  get(path: string, token?: string, options: RequestOptions = {}): Promise<Answer> {
    return this.send('GET', path, { ...options, token });
  }

  send(method: string, path: string, { token, headers, ...options }: Sent = {}): Promise<Answer> {
    const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
    return this.server.send(method, `/api/v1/${path}`, { ...options, headers: { ...authorization, ...headers } });
  }

  asClient({ clientId, clientSecret }: VendorApp, method: string, path: string, json?: unknown): Promise<Answer> {
    return this.send(method, path, { headers: { authorization: basic(clientId, clientSecret) }, json });
  }
}

interface OnBehalf {
  readonly organization: TestOrganization;
  readonly member: TestMember;
  readonly app: VendorApp;
  readonly grantId: string;
  readonly scopes: readonly string[];
}

export type Sent = RequestOptions & { readonly token?: string | undefined };

export function asTestApp({ id, clientId, clientSecret }: VendorApp) {
  return { appId: id, clientId, clientSecret, redirectUri: REDIRECT_URI };
}

/** The status with the errors, where there are any. */
export function refusalOf({ status, json }: Answer): unknown {
  return [status, json['errors']];
}

/** The answer, where it is a list. */
export function listOf({ json }: Answer): readonly Record<string, unknown>[] {
  if (!Array.isArray(json)) throw new Error(`no list: ${JSON.stringify(json)}`);
  return json as readonly Record<string, unknown>[];
}
