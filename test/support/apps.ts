import type { Answer } from './http.js';
import type { OrganizationTests, Person, TestOrganization } from './organizations.js';

export const APPS = '/demo/api/apps';

export interface VendorApp {
  readonly id: string;
  readonly path: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly vendor: TestOrganization;
}

export interface Installed {
  readonly id: string;
  readonly path: string;
}

/** Apps that organizations publish and install, put together through the routes. */
export class AppTests {
  private count = 0;

  constructor(private readonly tests: OrganizationTests) {}

  publish({ visitor }: Person, input: object): Promise<Answer> {
    this.count += 1;
    return this.tests.call(visitor, 'POST', APPS, { name: `vendor-app-${this.count}`, ...input });
  }

  async app(input: object = {}, vendor?: TestOrganization): Promise<VendorApp> {
    const publisher = vendor ?? (await this.tests.organization());
    const sound = { organization: publisher.id, redirectUris: ['https://app.test/cb'] };
    const { status, json, text } = await this.publish(publisher.owner, { ...sound, ...input });
    if (status !== 201) throw new Error(`no app: ${status} ${text}`);
    const { clientId, clientSecret = '' } = json['client'] as { clientId: string; clientSecret?: string };
    return { id: String(json['id']), path: `${APPS}/${String(json['id'])}`, clientId, clientSecret, vendor: publisher };
  }

  install(by: Person, { path }: TestOrganization, app: string, scopes: readonly string[]): Promise<Answer> {
    return this.tests.call(by.visitor, 'POST', `${path}/installations`, { app, scopes });
  }

  async installed(organization: TestOrganization, { id }: VendorApp, scopes: readonly string[]): Promise<Installed> {
    const { status, json, text } = await this.install(organization.owner, organization, id, scopes);
    if (status !== 201) throw new Error(`not installed: ${status} ${text}`);
    return { id: String(json['id']), path: `${organization.path}/installations/${String(json['id'])}` };
  }

  async installations({ path, owner }: TestOrganization): Promise<readonly Record<string, unknown>[]> {
    const { json } = await this.tests.call(owner.visitor, 'GET', `${path}/installations`);
    return json['installations'] as readonly Record<string, unknown>[];
  }
}

/** The names of a list of scopes in words. */
export function namesOf(sentences: unknown): readonly string[] {
  return (sentences as readonly { readonly name: string }[]).map(({ name }) => name);
}
