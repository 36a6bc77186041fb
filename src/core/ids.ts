/** One brand for each kind of id, so that a user's id can not stand where a client's is meant. */
type Id<Kind extends string> = string & { readonly brand: Kind };

export type InstanceId = Id<'InstanceId'>;
export type UserId = Id<'UserId'>;
export type SessionId = Id<'SessionId'>;
export type OrganizationId = Id<'OrganizationId'>;
export type MembershipId = Id<'MembershipId'>;
export type InvitationId = Id<'InvitationId'>;
export type InstallationId = Id<'InstallationId'>;
export type AppId = Id<'AppId'>;
export type WebhookDeliveryId = Id<'WebhookDeliveryId'>;
export type ClientId = Id<'ClientId'>;
export type SecretId = Id<'SecretId'>;
export type ResourceServerId = Id<'ResourceServerId'>;
export type ConsentId = Id<'ConsentId'>;
/** What a token hangs on: a consent, an installation, a session, an API key, or a client acting for itself. */
export type GrantId = Id<'GrantId'>;
/** All tokens that descend from one code exchange or one client_credentials request. */
export type FamilyId = Id<'FamilyId'>;
/** `jti` of an access token, or the row of a refresh token. */
export type TokenId = Id<'TokenId'>;
export type AuthorizationRequestId = Id<'AuthorizationRequestId'>;
export type KeyId = Id<'KeyId'>;
export type ApiKeyId = Id<'ApiKeyId'>;
export type IdentityId = Id<'IdentityId'>;
export type MailProofId = Id<'MailProofId'>;
export type SecondFactorId = Id<'SecondFactorId'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Canonical lower-case UUID: the only spelling in which an id of ours is accepted. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/**
 * UUIDv7 (RFC 9562 §5.7) of a moment in milliseconds and ten random bytes. Ordered by time, so that new rows append to
 * their index; for records only, never for a secret.
 */
export function uuidAt(now: number, random: Uint8Array): string {
  const hex = now.toString(16).padStart(12, '0') + Buffer.from(random.subarray(0, 10)).toString('hex');
  const version = '7' + hex.slice(13, 16);
  const variant = ((parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16) + hex.slice(17, 20);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${version}-${variant}-${hex.slice(20)}`;
}

/** The moment, in milliseconds, that `uuidAt` was given: a token's `jti` tells when it was issued more exactly than its `iat`. */
export function momentOf(uuid: string): number {
  return parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16);
}
