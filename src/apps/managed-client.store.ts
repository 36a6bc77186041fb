import { Injectable } from '@nestjs/common';
import type { AppId, ClientId, InstanceId } from '../core/ids.js';
import type { ClientAuthenticationMethod } from '../core/profile.js';
import { Database } from '../platform/index.js';
import { type ClientKeys, type ClientKeysRow, clientKeysOf } from './client-keys.js';

/** What is left to see of a secret. Times are in milliseconds. */
export interface ShownSecret {
  /** Its last characters. */
  readonly hint: string;
  readonly createdAt: number;
  /** Absent for the newest. */
  readonly expiresAt?: number;
}

/** A client as whoever manages its app sees it, disabled ones too. Times are in milliseconds. */
export interface ManagedClient {
  readonly id: ClientId;
  readonly instanceId: InstanceId;
  readonly appId: AppId;
  readonly name: string;
  readonly isPublic: boolean;
  readonly authenticationMethod: ClientAuthenticationMethod;
  /** Of one that signs instead of having a secret. */
  readonly keys?: ClientKeys;
  readonly status: 'active' | 'disabled';
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris: readonly string[];
  /** The newest first. */
  readonly secrets: readonly ShownSecret[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

type Shaped = 'isPublic' | 'redirectUris' | 'postLogoutRedirectUris' | 'secrets' | 'keys';
type Row = Omit<ManagedClient, Shaped> & {
  readonly isPublic: boolean | number;
  readonly redirectUris: string;
  readonly postLogoutRedirectUris: string;
} & ClientKeysRow;

interface SecretRow {
  readonly clientId: ClientId;
  readonly hint: string;
  readonly createdAt: number;
  readonly expiresAt: number | null;
}

/** The clients of an app, for management alone: nothing here decides whether a client may do something. */
@Injectable()
export class ManagedClientStore {
  constructor(private readonly database: Database) {}

  /** The first one first. */
  async list(appId: AppId): Promise<ManagedClient[]> {
    const rows = await this.database.query<Row>(
      `SELECT id, instance_id AS "instanceId", app_id AS "appId", name, is_public AS "isPublic", status,
              authentication_method AS "authenticationMethod", jwks, jwks_uri AS "jwksUri", redirect_uris AS "redirectUris",
              post_logout_redirect_uris AS "postLogoutRedirectUris", created_at AS "createdAt", updated_at AS "updatedAt"
         FROM clients WHERE app_id = $1 ORDER BY created_at, id`,
      [appId],
    );
    const secrets = await this.listSecrets(appId);
    return rows.map((row) => clientOf(row, secrets));
  }

  private listSecrets(appId: AppId): Promise<SecretRow[]> {
    return this.database.query<SecretRow>(
      `SELECT s.client_id AS "clientId", s.hint, s.created_at AS "createdAt", s.expires_at AS "expiresAt"
         FROM client_secrets s JOIN clients c ON c.id = s.client_id
        WHERE c.app_id = $1 ORDER BY s.created_at DESC, s.id DESC`,
      [appId],
    );
  }
}

function clientOf({ jwks, jwksUri, ...row }: Row, secrets: readonly SecretRow[]): ManagedClient {
  return {
    ...row,
    keys: clientKeysOf({ jwks, jwksUri }),
    isPublic: Boolean(row.isPublic),
    redirectUris: JSON.parse(row.redirectUris) as string[],
    postLogoutRedirectUris: JSON.parse(row.postLogoutRedirectUris) as string[],
    secrets: secrets.filter(({ clientId }) => clientId === row.id).map(shown),
  };
}

function shown({ hint, createdAt, expiresAt }: SecretRow): ShownSecret {
  return { hint, createdAt, expiresAt: expiresAt ?? undefined };
}
