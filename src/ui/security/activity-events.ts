import type { AuditRecord } from '../../audit/index.js';
import type { ActivityTexts } from '../texts/security.js';

type Telling = (event: AuditRecord, texts: ActivityTexts) => string;

/**
 * What a person is told of what the audit log has about them: by the type of the event, and nothing that is not listed. What
 * others do to an organization, or an operator notes, is not theirs to see.
 */
export const EVENTS: Readonly<Record<string, Telling>> = {
  'user.signed_in': (_, { signedIn }) => signedIn,
  'user.signed_up': (_, { signedUp }) => signedUp,
  'user.signed_out': (_, { signedOut }) => signedOut,
  'user.sign_in_failed': (_, { signInFailed }) => signInFailed,
  'user.password_changed': (_, { passwordChanged }) => passwordChanged,
  'user.second_factor_enabled': (_, { secondFactorEnabled }) => secondFactorEnabled,
  'user.second_factor_disabled': (_, { secondFactorDisabled }) => secondFactorDisabled,
  'user.second_factor_failed': (_, { signInFailed }) => signInFailed,
  'user.backup_code_used': (_, { recoveryCodeUsed }) => recoveryCodeUsed,
  'user.backup_codes_renewed': (_, { recoveryCodesRenewed }) => recoveryCodesRenewed,
  'user.email_changed': (_, { emailChanged }) => emailChanged,
  'user.email_verified': (_, { emailVerified }) => emailVerified,
  'user.password_reset': (_, { passwordReset }) => passwordReset,
  'user.reset_requested': (_, { recoveryAsked }) => recoveryAsked,
  'user.suspended': (_, { suspended }) => suspended,
  'user.activated': (_, { activated }) => activated,
  'identity.linked': (_, { identityLinked }) => identityLinked,
  'identity.unlinked': (_, { identityUnlinked }) => identityUnlinked,
  'session.ended': ({ detail }, { sessionsEnded }) => sessionsEnded(countOf(detail['sessions'])),
  'api_key.created': (event, texts) => {
    const name = textOf(event.detail['name']);
    return isOrganizations(event) ? texts.organizationKeyCreated(name) : texts.keyCreated(name);
  },
  'api_key.changed': (event, texts) => (isOrganizations(event) ? texts.organizationKeyChanged : texts.keyChanged),
  'api_key.rotated': (event, texts) => (isOrganizations(event) ? texts.organizationKeyRotated : texts.keyRotated),
  'api_key.revoked': (event, texts) => {
    const count = countOf(event.detail['keyIds']);
    return isOrganizations(event) ? texts.organizationKeysRevoked(count) : texts.keysRevoked(count);
  },
  'consent.given': (_, { appAllowed }) => appAllowed,
  'consent.widened': (_, { appWidened }) => appWidened,
  'consent.withdrawn': (_, { appWithdrawn }) => appWithdrawn,
  'device.allowed': (_, { deviceAllowed }) => deviceAllowed,
};

export const EVENT_TYPES: readonly string[] = Object.keys(EVENTS);

export function tellingOf(event: AuditRecord, texts: ActivityTexts): string {
  return EVENTS[event.type]?.(event, texts) ?? '';
}

function isOrganizations({ detail }: AuditRecord): boolean {
  return detail['organization'] !== undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function countOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 1;
}
