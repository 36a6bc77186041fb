import type { ResourceServerId } from '../core/ids.js';
import type { BearerType } from '../core/principal.js';
import type { ResourceServer, ScopeDefinition } from './resource.store.js';

const ID = 'directory' as ResourceServerId;

const PERSON: readonly BearerType[] = ['person'];
const ORGANIZATION: readonly BearerType[] = ['organization'];
const CLIENT: readonly BearerType[] = ['client'];
const BOTH: readonly BearerType[] = ['person', 'organization'];

type Entry = readonly [what: string, bearers: readonly BearerType[], en: string, de: string];

const ENTRIES: readonly Entry[] = [
  ['person.r', PERSON, 'See your profile and your organizations', 'Ihr Profil und Ihre Organisationen sehen'],
  ['person.w', PERSON, 'Change your profile', 'Ihr Profil ändern'],
  [
    'person.rw',
    PERSON,
    'See your profile and your organizations, and change your profile',
    'Ihr Profil und Ihre Organisationen sehen und Ihr Profil ändern',
  ],
  ['organization.r', ORGANIZATION, 'See the details of the organization', 'Die Angaben zur Organisation sehen'],
  [
    'organization_members.r',
    ORGANIZATION,
    'See the members of the organization, their roles and e-mail addresses',
    'Die Mitglieder der Organisation sehen, mit Rollen und E-Mail-Adressen',
  ],
  [
    'organization_members.w',
    ORGANIZATION,
    'Change the roles of members of the organization, and remove members',
    'Die Rollen der Mitglieder der Organisation ändern und Mitglieder entfernen',
  ],
  [
    'organization_members.rw',
    ORGANIZATION,
    'See the members of the organization, change their roles, and remove members',
    'Die Mitglieder der Organisation sehen, ihre Rollen ändern und Mitglieder entfernen',
  ],
  [
    'organizations.r',
    PERSON,
    'See your organizations and their members',
    'Ihre Organisationen und deren Mitglieder sehen',
  ],
  ['organizations.w', PERSON, 'Create organizations for you', 'Organisationen für Sie anlegen'],
  [
    'organizations.rw',
    PERSON,
    'See your organizations and their members, and create organizations for you',
    'Ihre Organisationen und deren Mitglieder sehen und Organisationen für Sie anlegen',
  ],
  ['sites.r', BOTH, 'See sites', 'Standorte sehen'],
  ['sites.w', BOTH, 'Add and change sites', 'Standorte anlegen und ändern'],
  ['sites.rw', BOTH, 'See, add and change sites', 'Standorte sehen, anlegen und ändern'],
  ['machines.r', BOTH, 'See machines', 'Maschinen sehen'],
  ['machines.w', BOTH, 'Add and change machines', 'Maschinen anlegen und ändern'],
  ['machines.rw', BOTH, 'See, add and change machines', 'Maschinen sehen, anlegen und ändern'],
  [
    'apps.r',
    ORGANIZATION,
    'See the apps that the organization publishes',
    'Die Apps sehen, die die Organisation anbietet',
  ],
  [
    'apps.w',
    ORGANIZATION,
    'Change the apps that the organization publishes',
    'Die Apps ändern, die die Organisation anbietet',
  ],
  [
    'apps.rw',
    ORGANIZATION,
    'See and change the apps that the organization publishes',
    'Die Apps sehen und ändern, die die Organisation anbietet',
  ],
  ['api_keys.r', ORGANIZATION, 'Check API keys that it is presented', 'API-Schlüssel prüfen, die ihr vorgelegt werden'],
  ['revocations.r', CLIENT, 'Follow what has been revoked', 'Verfolgen, was widerrufen wurde'],
  [
    'connections_and_subscriptions.r',
    ORGANIZATION,
    'See who uses the apps that the organization publishes',
    'Sehen, wer die Apps nutzt, die die Organisation anbietet',
  ],
  [
    'connections_and_subscriptions.w',
    ORGANIZATION,
    'Change subscriptions of the apps that the organization publishes',
    'Abonnements der Apps ändern, die die Organisation anbietet',
  ],
  [
    'connections_and_subscriptions.rw',
    ORGANIZATION,
    'See who uses the apps that the organization publishes, and change their subscriptions',
    'Sehen, wer die Apps nutzt, die die Organisation anbietet, und deren Abonnements ändern',
  ],
];

/**
 * The API about people and organizations that every instance has, and is. It is stated here and stored nowhere, so that no
 * instance can lack it, and its audience is the issuer wherever the service moves. RS256, because its readers may know
 * nothing else (design §4).
 */
export function directoryOf({ id, issuer }: { id: ResourceServer['instanceId']; issuer: string }): ResourceServer {
  return {
    ...{ id: ID, instanceId: id, name: 'directory', title: 'Directory' },
    ...{ audience: issuer, tokenFormat: 'jwt', algorithm: 'RS256' },
  };
}

export const DIRECTORY_SCOPES: readonly ScopeDefinition[] = ENTRIES.map(([what, bearers, en, de]) => ({
  name: `directory.${what}`,
  description: { en, de },
  bearers,
  resourceServerId: ID,
}));
