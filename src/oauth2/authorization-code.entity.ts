import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type {
  ClientId,
  ConsentId,
  FamilyId,
  InstallationId,
  InstanceId,
  MembershipId,
  OrganizationId,
  SessionId,
  UserId,
} from '../core/ids.js';
import { NUMBER } from '../platform/number.transformer.js';

/** A code (RFC 6749 §4.1.2) with everything that its exchange is checked against. Times are in milliseconds. */
@Entity({ name: 'authorization_codes' })
@Index('ix_authorization_codes_expires_at', ['expiresAt'])
export class AuthorizationCodeEntity {
  /** SHA-256 of the code, base64url. */
  @PrimaryColumn({ type: 'varchar', length: 64, name: 'hash', primaryKeyConstraintName: 'pk_authorization_codes' })
  hash: string;

  @Column({ type: 'varchar', length: 36, name: 'instance_id' })
  instanceId: InstanceId;

  @ForeignKey('clients', { name: 'fk_authorization_codes_client_id', onDelete: 'CASCADE' })
  @Column({ type: 'varchar', length: 64, name: 'client_id' })
  clientId: ClientId;

  @ForeignKey('users', { name: 'fk_authorization_codes_user_id', onDelete: 'CASCADE' })
  @Column({ type: 'varchar', length: 36, name: 'user_id' })
  userId: UserId;

  @Column({ type: 'varchar', length: 36, name: 'session_id', nullable: true })
  sessionId: SessionId | null;

  @Column({ type: 'varchar', length: 36, name: 'consent_id', nullable: true })
  consentId: ConsentId | null;

  /** What the organization's tokens will hang on. */
  @Column({ type: 'varchar', length: 36, name: 'installation_id', nullable: true })
  installationId: InstallationId | null;

  /** The member who acts for the organization; null where nobody does. */
  @Column({ type: 'varchar', length: 36, name: 'membership_id', nullable: true })
  membershipId: MembershipId | null;

  /** For which organization the person decided; null where the person is the bearer. */
  @Column({ type: 'varchar', length: 36, name: 'organization_id', nullable: true })
  organizationId: OrganizationId | null;

  /** The name of the surface that issued it. */
  @Column({ type: 'varchar', length: 16, name: 'profile', default: 'standard' })
  profile: string;

  /** The family that its tokens will make, known beforehand so that a second exchange can revoke it. */
  @Column({ type: 'varchar', length: 36, name: 'family_id' })
  familyId: FamilyId;

  @Column({ type: 'varchar', length: 2048, name: 'redirect_uri' })
  redirectUri: string;

  /** Whether the request named it: only then must the exchange repeat it (RFC 6749 §4.1.3). */
  @Column({ type: 'boolean', name: 'redirect_uri_sent' })
  redirectUriSent: boolean;

  @Column({ type: 'varchar', length: 128, name: 'code_challenge', nullable: true })
  codeChallenge: string | null;

  @Column({ type: 'varchar', length: 512, name: 'nonce', nullable: true })
  nonce: string | null;

  @Column({ type: 'text', name: 'scope' })
  scope: string;

  @Column({ type: 'simple-json', name: 'resources' })
  resources: string[];

  @Column({ type: 'bigint', name: 'authenticated_at', transformer: NUMBER })
  authenticatedAt: number;

  @Column({ type: 'bigint', name: 'created_at', transformer: NUMBER })
  createdAt: number;

  @Column({ type: 'bigint', name: 'expires_at', transformer: NUMBER })
  expiresAt: number;

  @Column({ type: 'bigint', name: 'consumed_at', nullable: true, transformer: NUMBER })
  consumedAt: number | null;
}
