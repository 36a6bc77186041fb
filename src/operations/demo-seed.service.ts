import { Injectable } from '@nestjs/common';
import { Apps } from '../apps/index.js';
import type { ClientId } from '../core/ids.js';
import { SECRET_PREFIX } from '../core/secret-format.js';
import { type Instance } from '../instances/index.js';
import { Settings, Vault } from '../platform/index.js';
import { Resources } from '../resources/index.js';
import { type User, Users } from '../users/index.js';

/** What the demo data can be tried with: known to who runs the server, and to nobody else. */
export interface DemoCredentials {
  readonly email: string;
  readonly password: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The explorer's own: a public client. */
export const EXPLORER_CLIENT = 'demo-explorer' as ClientId;
const WEB_CLIENT = 'demo-web' as ClientId;
const EMAIL = 'demo@latchkey.example';

const SCOPES = [
  { name: 'tickets.ticket.r', description: { en: 'See your tickets', de: 'Ihre Tickets sehen' } },
  { name: 'tickets.ticket.w', description: { en: 'Open and answer tickets', de: 'Tickets eröffnen und beantworten' } },
  { name: 'tickets.ticket.rw', description: { en: 'See and change tickets', de: 'Tickets sehen und ändern' } },
];
/** As TokenOS's page on authentication asks for it. */
const READ = {
  name: 'read',
  description: { en: 'Read what the sample API has', de: 'Lesen, was die Beispiel-API hat' },
};
const SCOPE = [...SCOPES, READ].map(({ name }) => name);

/** A person, an API and two apps to play with; never in production. */
@Injectable()
export class DemoSeed {
  constructor(
    private readonly users: Users,
    private readonly apps: Apps,
    private readonly resources: Resources,
    private readonly settings: Settings,
    private readonly vault: Vault,
  ) {}

  /** Derived from the master secret, so that they can be told at every start and stand nowhere. */
  credentials(): DemoCredentials {
    const secretOf = (name: string): string => this.vault.sign('demo', name);
    return {
      email: EMAIL,
      password: `demo-${secretOf(EMAIL)
        .replace(/[^A-Za-z0-9]/g, '')
        .slice(0, 12)}`,
      clientId: WEB_CLIENT,
      clientSecret: SECRET_PREFIX.clientSecret + secretOf(WEB_CLIENT),
    };
  }

  /** The demo person. Does nothing where there is one: what was changed since stays as it is. */
  async plant(instance: Instance): Promise<User | undefined> {
    const { id: instanceId } = instance;
    if (await this.users.findByEmail(instanceId, EMAIL)) return undefined;
    await this.plantApis(instance);
    await this.plantApps(instance);
    const { email, password } = this.credentials();
    return this.users.create({ instanceId, email, password, name: 'Demo Person', emailVerified: true });
  }

  private async plantApis({ id: instanceId }: Instance): Promise<void> {
    const tickets = { instanceId, name: 'tickets', title: 'Tickets', audience: 'https://tickets.example/' };
    await this.resources.addScopes(await this.resources.create(tickets), SCOPES);
    const sample = { instanceId, name: 'sample', title: 'Sample', audience: 'https://sample.example/' };
    await this.resources.addScopes(await this.resources.create(sample), [READ]);
  }

  private async plantApps({ id: instanceId }: Instance): Promise<void> {
    const { clientId, clientSecret } = this.credentials();
    const shared = { instanceId, vendor: 'Latchkey', scope: SCOPE };
    await this.apps.create({
      ...shared,
      ...{ name: 'tickets-web', title: 'Tickets', id: clientId as ClientId, secret: clientSecret },
      description: { en: 'A demo app with a server of its own', de: 'Eine Demo-App mit eigenem Server' },
      redirectUris: ['http://127.0.0.1:8080/callback', 'http://localhost:8080/callback'],
      postLogoutRedirectUris: ['http://localhost:8080/'],
    });
    await this.apps.create({
      ...shared,
      ...{ name: 'explorer', title: 'API explorer', id: EXPLORER_CLIENT, isPublic: true },
      description: {
        en: 'The page on which this API is tried out',
        de: 'Die Seite, auf der man diese API ausprobiert',
      },
      redirectUris: [`${this.settings.publicUrl}/docs/oauth2-redirect.html`, 'http://127.0.0.1/callback'],
    });
  }
}
