import { Injectable } from '@nestjs/common';
import type { AppId, ClientId, InstanceId, OrganizationId, SecretId } from '../core/ids.js';
import type { ClientAuthenticationMethod } from '../core/profile.js';
import type { SigningAlgorithm } from '../instances/index.js';
import { Database } from '../platform/index.js';
import type { LocalizedText } from '../resources/index.js';
import type { AppKind } from './app.js';
import { type ClientKeys, type ClientKeysRow, clientKeysOf } from './client-keys.js';
import { usableGrants } from './usable-grants.js';

export interface ClientSecretRecord {
  readonly id: SecretId;
  readonly hash: string;
  /** Milliseconds; absent for the newest secret, set on the one that a rotation leaves valid for a while. */
  readonly expiresAt?: number;
}

/** What of its app a client needs on every request. */
export interface ClientApp {
  readonly id: AppId;
  readonly name: string;
  readonly title: string;
  readonly vendor: string;
  /** Whom it is for: everybody, or only the organization that published it. */
  readonly kind: AppKind;
  /** The organization that published it; absent for an app of the operator's. */
  readonly vendorOrganizationId?: OrganizationId;
  readonly description: LocalizedText;
  /** The product's own front end: its people are not asked for consent. */
  readonly firstParty: boolean;
  /** All that the app may ever ask for. */
  readonly scope: ReadonlySet<string>;
}

/** One OAuth credential of an app (RFC 6749 §2). Only active clients of active apps are ever read. */
export interface Client {
  readonly id: ClientId;
  readonly instanceId: InstanceId;
  readonly app: ClientApp;
  readonly name: string;
  readonly isPublic: boolean;
  readonly authenticationMethod: ClientAuthenticationMethod;
  /** With `private_key_jwt` alone. */
  readonly keys?: ClientKeys;
  readonly grantTypes: ReadonlySet<string>;
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris: readonly string[];
  readonly requirePkce: boolean;
  readonly idTokenAlgorithm: SigningAlgorithm;
  readonly secrets: readonly ClientSecretRecord[];
}

/** A secret, and what is kept of it. */
export interface NewClientSecret {
  readonly text: string;
  readonly row: {
    readonly id: SecretId;
    readonly clientId: ClientId;
    readonly hash: string;
    readonly hint: string;
    readonly now: number;
  };
}

export type NewClient = Omit<Client, 'app' | 'secrets'> & { readonly appId: AppId };

/** An absent member stays as it is. */
export interface ClientChange {
  readonly name?: string;
  readonly redirectUris?: readonly string[];
  readonly postLogoutRedirectUris?: readonly string[];
}

/** How a client is to authenticate from now on. */
export type ClientAuthenticationRecord = Pick<Client, 'authenticationMethod' | 'keys'>;

interface ClientRow extends ClientKeysRow {
  readonly id: ClientId;
  readonly instanceId: InstanceId;
  readonly name: string;
  readonly isPublic: boolean | number;
  readonly authenticationMethod: ClientAuthenticationMethod;
  readonly grantTypes: string;
  readonly redirectUris: string;
  readonly postLogoutRedirectUris: string;
  readonly requirePkce: boolean | number;
  readonly idTokenAlgorithm: SigningAlgorithm;
  readonly appId: AppId;
  readonly appName: string;
  readonly title: string;
  readonly vendor: string;
  readonly kind: AppKind;
  readonly vendorOrganizationId: OrganizationId | null;
  readonly description: string;
  readonly firstParty: boolean | number;
  readonly scopes: string;
}

@Injectable()
export class ClientStore {
  constructor(private readonly database: Database) {}

  async find(instanceId: InstanceId, id: ClientId): Promise<Client | undefined> {
    const [row] = await this.database.query<ClientRow>(
      `SELECT c.id, c.instance_id AS "instanceId", c.name, c.is_public AS "isPublic",
              c.authentication_method AS "authenticationMethod", c.jwks, c.jwks_uri AS "jwksUri", c.grant_types AS "grantTypes",
              c.redirect_uris AS "redirectUris", c.post_logout_redirect_uris AS "postLogoutRedirectUris",
              c.require_pkce AS "requirePkce", c.id_token_algorithm AS "idTokenAlgorithm",
              a.id AS "appId", a.name AS "appName", a.title, a.vendor, a.kind,
              a.vendor_organization_id AS "vendorOrganizationId", a.description,
              a.first_party AS "firstParty", a.scopes
         FROM clients c JOIN apps a ON a.id = c.app_id
        WHERE c.id = $1 AND c.instance_id = $2 AND c.status = 'active' AND a.status = 'active'`,
      [id, instanceId],
    );
    return row && clientOf(row, await this.listSecrets(id));
  }

  async listSecrets(id: ClientId): Promise<ClientSecretRecord[]> {
    const rows = await this.database.query<ClientSecretRecord & { expiresAt: number | null }>(
      `SELECT id, hash, expires_at AS "expiresAt" FROM client_secrets WHERE client_id = $1 ORDER BY created_at DESC`,
      [id],
    );
    return rows.map((row) => ({ ...row, expiresAt: row.expiresAt ?? undefined }));
  }

  async insert(client: NewClient, now: number): Promise<void> {
    await this.database.execute(
      `INSERT INTO clients (id, instance_id, app_id, name, is_public, authentication_method, grant_types, redirect_uris,
                            post_logout_redirect_uris, require_pkce, id_token_algorithm, status, created_at, updated_at, jwks,
                            jwks_uri)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'active', $12, $12, $13, $14)`,
      [
        client.id,
        client.instanceId,
        client.appId,
        client.name,
        client.isPublic,
        client.authenticationMethod,
        JSON.stringify([...client.grantTypes]),
        JSON.stringify(client.redirectUris),
        JSON.stringify(client.postLogoutRedirectUris),
        client.requirePkce,
        client.idTokenAlgorithm,
        now,
        client.keys?.jwks ? JSON.stringify(client.keys.jwks) : null,
        client.keys?.jwksUri ?? null,
      ],
    );
  }

  /** Writes what is named and nothing else. */
  async update(id: ClientId, { name, redirectUris, postLogoutRedirectUris }: ClientChange, now: number): Promise<void> {
    await this.database.execute(
      `UPDATE clients SET name = COALESCE($1, name), redirect_uris = COALESCE($2, redirect_uris),
              post_logout_redirect_uris = COALESCE($3, post_logout_redirect_uris), updated_at = $4 WHERE id = $5`,
      [name ?? null, jsonOf(redirectUris), jsonOf(postLogoutRedirectUris), now, id],
    );
  }

  async setAuthentication(id: ClientId, to: ClientAuthenticationRecord, now: number): Promise<void> {
    const { jwks, jwksUri } = to.keys ?? {};
    await this.database.execute(
      'UPDATE clients SET authentication_method = $1, jwks = $2, jwks_uri = $3, updated_at = $4 WHERE id = $5',
      [to.authenticationMethod, jwks ? JSON.stringify(jwks) : null, jwksUri ?? null, now, id],
    );
  }

  /** False where there is no active one. */
  async disable(instanceId: InstanceId, id: ClientId, now: number): Promise<boolean> {
    const disabled = await this.database.execute(
      `UPDATE clients SET status = 'disabled', updated_at = $1 WHERE id = $2 AND instance_id = $3 AND status = 'active'`,
      [now, id, instanceId],
    );
    return disabled === 1;
  }

  async insertSecret(secret: NewClientSecret['row']): Promise<void> {
    await this.database.execute(
      'INSERT INTO client_secrets (id, client_id, hash, hint, created_at) VALUES ($1, $2, $3, $4, $5)',
      [secret.id, secret.clientId, secret.hash, secret.hint, secret.now],
    );
  }

  async removeSecrets(id: ClientId): Promise<void> {
    await this.database.execute('DELETE FROM client_secrets WHERE client_id = $1', [id]);
  }

  /** Those that another one has taken the place of already: at most two are ever valid. */
  async removeReplacedSecrets(id: ClientId): Promise<void> {
    await this.database.execute('DELETE FROM client_secrets WHERE client_id = $1 AND expires_at IS NOT NULL', [id]);
  }

  /** Every secret that would stay valid longer than `moment` (milliseconds) ends then. */
  async expireSecrets(id: ClientId, moment: number): Promise<void> {
    await this.database.execute(
      'UPDATE client_secrets SET expires_at = $1 WHERE client_id = $2 AND (expires_at IS NULL OR expires_at > $1)',
      [moment, id],
    );
  }
}

function clientOf(row: ClientRow, secrets: readonly ClientSecretRecord[]): Client {
  return {
    id: row.id,
    instanceId: row.instanceId,
    name: row.name,
    isPublic: Boolean(row.isPublic),
    authenticationMethod: row.authenticationMethod,
    keys: clientKeysOf(row),
    grantTypes: usableGrants(JSON.parse(row.grantTypes) as string[], Boolean(row.firstParty)),
    redirectUris: JSON.parse(row.redirectUris) as string[],
    postLogoutRedirectUris: JSON.parse(row.postLogoutRedirectUris) as string[],
    requirePkce: Boolean(row.requirePkce),
    idTokenAlgorithm: row.idTokenAlgorithm,
    secrets,
    app: {
      id: row.appId,
      name: row.appName,
      title: row.title,
      vendor: row.vendor,
      kind: row.kind,
      vendorOrganizationId: row.vendorOrganizationId ?? undefined,
      description: JSON.parse(row.description) as LocalizedText,
      firstParty: Boolean(row.firstParty),
      scope: new Set(JSON.parse(row.scopes) as string[]),
    },
  };
}

function jsonOf(value: readonly string[] | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
