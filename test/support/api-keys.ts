import { ApiKeyUsage } from '../../src/api-keys/api-key-usage.js';
import type { Answer, RequestOptions } from './http.js';
import { OrganizationTests, type Person, type TestOrganization } from './organizations.js';
import type { TestServer } from './server.js';

export const KEYS = '/demo/api/api-keys';
export const ME = '/demo/api/users/me';

export interface TestKey {
  readonly id: string;
  readonly key: string;
  readonly keyPrefix: string;
  readonly [member: string]: unknown;
}

/** Keys of people and organizations of a test server, made through its routes. */
export class ApiKeyTests {
  readonly organizations: OrganizationTests;

  constructor(readonly server: TestServer) {
    this.organizations = new OrganizationTests(server);
  }

  person(): Promise<Person> {
    return this.organizations.person();
  }

  call({ visitor }: Pick<Person, 'visitor'>, method: string, path = KEYS, json?: unknown): Promise<Answer> {
    return this.organizations.call(visitor, method, path, json);
  }

  async key(owner: Pick<Person, 'visitor'>, terms: object = {}, path = KEYS): Promise<TestKey> {
    const { status, json, text } = await this.call(owner, 'POST', path, { name: 'Key', ...terms });
    if (status !== 201) throw new Error(`no API key: ${status} ${text}`);
    return json['key'] as TestKey;
  }

  organizationKey({ owner, path }: TestOrganization, terms: object = {}): Promise<TestKey> {
    return this.key(owner, terms, `${path}/api-keys`);
  }

  /** A request with the key and nothing else. */
  use(
    key: string,
    path = ME,
    { headers = {}, ...options }: RequestOptions & { method?: string } = {},
  ): Promise<Answer> {
    const { method = 'GET', ...rest } = options;
    return this.server.send(method, path, { ...rest, headers: { authorization: `Bearer ${key}`, ...headers } });
  }

  async listed(owner: Pick<Person, 'visitor'>, path = KEYS): Promise<readonly Record<string, unknown>[]> {
    return (await this.call(owner, 'GET', path)).json['keys'] as readonly Record<string, unknown>[];
  }

  /** What the server has noted is in the database. */
  written(server = this.server): Promise<void> {
    return server.app.get(ApiKeyUsage).flush();
  }
}

/** Until the answers are what they should be, or the bound of the feed has passed. */
export async function within(bound: number, isSo: () => Promise<boolean>): Promise<boolean> {
  const end = performance.now() + bound;
  do if (await isSo()) return true;
  while (performance.now() < end);
  return isSo();
}
