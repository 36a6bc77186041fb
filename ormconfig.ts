import pg from 'pg';
import { DataSource } from 'typeorm';

import { ApiKeySecretEntity } from './src/api-keys/api-key-secret.entity.js';
import { ApiKeyUsageEntity } from './src/api-keys/api-key-usage.entity.js';
import { ApiKeyEntity } from './src/api-keys/api-key.entity.js';
import { AppEntity } from './src/apps/app.entity.js';
import { ClientSecretEntity } from './src/apps/client-secret.entity.js';
import { ClientEntity } from './src/apps/client.entity.js';
import { InstallationEntity } from './src/apps/installation.entity.js';
import { AuditEventEntity } from './src/audit/audit-event.entity.js';
import { ConsentEntity } from './src/consents/consent.entity.js';
import { InstanceEntity } from './src/instances/instance.entity.js';
import { SigningKeyEntity } from './src/keys/signing-key.entity.js';
import { MailProofEntity } from './src/login/recovery/mail-proof.entity.js';
import { BackupCodeEntity } from './src/login/second-factor/backup-code.entity.js';
import { SecondFactorEntity } from './src/login/second-factor/second-factor.entity.js';
import { AuthorizationCodeEntity } from './src/oauth2/authorization-code.entity.js';
import { AuthorizationRequestEntity } from './src/oauth2/authorize/authorization-request.entity.js';
import { DeviceAuthorizationEntity } from './src/oauth2/device-authorization.entity.js';
import { ClientAssertionEntity } from './src/oauth2/client-assertion.entity.js';
import { FirstPartyRefreshTokenEntity } from './src/oauth2/first-party/first-party-refresh-token.entity.js';
import { OperatorEntity } from './src/operators/operator.entity.js';
import { InvitationEntity } from './src/organizations/invitation.entity.js';
import { MembershipEntity } from './src/organizations/membership.entity.js';
import { OrganizationEntity } from './src/organizations/organization.entity.js';
import { DATABASE_LIMITS, type DatabaseLimits } from './src/platform/cluster-settings.js';
import { Foundation1795305600000 } from './src/platform/migrations/0001-foundation.js';
import { Organizations1795392000000 } from './src/platform/migrations/0002-organizations.js';
import { OrganizationBearers1795478400000 } from './src/platform/migrations/0003-organization-bearers.js';
import { Webhooks1795564800000 } from './src/platform/migrations/0004-webhooks.js';
import { AppScopes1795651200000 } from './src/platform/migrations/0005-app-scopes.js';
import { DeviceTokens1795737600000 } from './src/platform/migrations/0006-device-tokens.js';
import { TestAccounts1795824000000 } from './src/platform/migrations/0007-test-accounts.js';
import { ApiKeys1796169600000 } from './src/platform/migrations/0011-api-keys.js';
import { ClientAssertions1796256000000 } from './src/platform/migrations/0012-client-assertions.js';
import { FirstParty1796342400000 } from './src/platform/migrations/0013-first-party.js';
import { MailProofs1796428800000 } from './src/platform/migrations/0014-mail-proofs.js';
import { SecondFactors1796601600000 } from './src/platform/migrations/0016-second-factors.js';
import { Operators1796774400000 } from './src/platform/migrations/0018-operators.js';
import { AuditIndices1796860800000 } from './src/platform/migrations/0019-audit-indices.js';
import { OutboxMessageEntity } from './src/platform/outbox-message.entity.js';
import { Identities1796515200000 } from './src/platform/migrations/0015-identities.js';
import { SqliteDataSource } from './src/platform/sqlite/sqlite.data-source.js';
import { ResourceScopeEntity } from './src/resources/resource-scope.entity.js';
import { ResourceServerEntity } from './src/resources/resource-server.entity.js';
import { RevocationEntity } from './src/revocations/revocation.entity.js';
import { SessionEntity } from './src/sessions/session.entity.js';
import { IdentityEntity } from './src/social/identity.entity.js';
import { SocialFlowEntity } from './src/social/social-flow.entity.js';
import { TokenFamilyEntity } from './src/tokens/token-family.entity.js';
import { TokenEntity } from './src/tokens/token.entity.js';
import { UserEntity } from './src/users/user.entity.js';
import { WebhookCursorEntity } from './src/webhooks/webhook-cursor.entity.js';
import { WebhookDeliveryEntity } from './src/webhooks/webhook-delivery.entity.js';

const entities = [
  InstanceEntity,
  SigningKeyEntity,
  UserEntity,
  OperatorEntity,
  SessionEntity,
  SecondFactorEntity,
  BackupCodeEntity,
  OrganizationEntity,
  MembershipEntity,
  InvitationEntity,
  ResourceServerEntity,
  ResourceScopeEntity,
  AppEntity,
  ClientEntity,
  ClientSecretEntity,
  ClientAssertionEntity,
  ConsentEntity,
  ApiKeyEntity,
  ApiKeySecretEntity,
  ApiKeyUsageEntity,
  IdentityEntity,
  SocialFlowEntity,
  MailProofEntity,
  InstallationEntity,
  AuthorizationRequestEntity,
  AuthorizationCodeEntity,
  DeviceAuthorizationEntity,
  TokenFamilyEntity,
  TokenEntity,
  FirstPartyRefreshTokenEntity,
  RevocationEntity,
  AuditEventEntity,
  OutboxMessageEntity,
  WebhookDeliveryEntity,
  WebhookCursorEntity,
];

/** In the order in which they run. */
const migrations = [
  Foundation1795305600000,
  Organizations1795392000000,
  OrganizationBearers1795478400000,
  Webhooks1795564800000,
  AppScopes1795651200000,
  DeviceTokens1795737600000,
  TestAccounts1795824000000,
  ApiKeys1796169600000,
  ClientAssertions1796256000000,
  FirstParty1796342400000,
  MailProofs1796428800000,
  Identities1796515200000,
  SecondFactors1796601600000,
  Operators1796774400000,
  AuditIndices1796860800000,
];

/** Milliseconds that a transaction may rest with its locks: its process hangs, or is gone without a word. */
const POSTGRES_IDLE_IN_TRANSACTION = 30_000;
const SQLITE_SCHEME = /^sqlite:(?:\/\/)?/;
const POSTGRES_SCHEME = /^postgres(?:ql)?:\/\//;

/** The one description of the database, for the server, the migrations and the tests: `sqlite:<path>` or `postgres://…`. */
export function createDataSource(databaseUrl: string, limits: DatabaseLimits = DATABASE_LIMITS): DataSource {
  if (SQLITE_SCHEME.test(databaseUrl)) {
    return new SqliteDataSource({ database: databaseUrl.replace(SQLITE_SCHEME, ''), entities, migrations });
  }
  if (POSTGRES_SCHEME.test(databaseUrl)) return createPostgresDataSource(databaseUrl, limits);
  throw new Error('DATABASE_URL must begin with sqlite: or postgres://');
}

function createPostgresDataSource(url: string, limits: DatabaseLimits): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities,
    migrations,
    poolSize: limits.databasePoolSize,
    connectTimeoutMS: limits.databaseConnectTimeout,
    extra: {
      types: { getTypeParser },
      statement_timeout: limits.databaseStatementTimeout,
      idle_in_transaction_session_timeout: POSTGRES_IDLE_IN_TRANSACTION,
    },
  });
}

/** `int8` as a number, as on SQLite, and in this pool only: setting it for all of `pg` would reach into a host application. */
const getTypeParser: typeof pg.types.getTypeParser = (type: number, format?: 'text' | 'binary') =>
  type === pg.types.builtins.INT8 && format !== 'binary' ? Number : pg.types.getTypeParser(type, format);

/** What the TypeORM command line works on. */
export default createDataSource(process.env['DATABASE_URL'] ?? 'sqlite:data/latchkey.sqlite');
