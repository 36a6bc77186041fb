import type { CodeApproval } from '../authorize/authorization-code.store.js';
import type { DecidedCode } from '../grants/code-tokens.js';
import { approvalOf } from './device-authorization.store.js';
import type { DeviceCodeRow } from './device-code.store.js';

type Present<Row, Name extends keyof Row> = { readonly [Key in Name]: NonNullable<Row[Key]> };

/** A device that a person has allowed, as codes are told of: `createdAt` is when it was decided. */
export type DecidedDevice = DecidedCode &
  Pick<DeviceCodeRow, 'hash' | 'consentWithdrawnAt' | 'uninstalledAt' | 'organizationStatus' | 'rolesChangedAt'> & {
    readonly approval: CodeApproval;
    readonly createdAt: number;
    readonly userStatus: string;
    readonly credentialsNotBefore: number;
  };

/**
 * `undefined` where nobody has allowed it, or the person is gone. Without the browser session: the person decided in it for
 * another device, and may sign out of it, on a borrowed phone, the moment after (design §4 binds what stays in the browser).
 */
export function decidedDevice(row: DeviceCodeRow): DecidedDevice | undefined {
  const approval = approvalOf(row);
  if (row.decision !== 'allow' || !approval || !isWhole(row)) return undefined;
  const { decidedAt: createdAt, resources } = row;
  return { ...row, approval, createdAt, resources: resources ?? '[]', nonce: null };
}

type Decided = 'decidedAt' | 'userId' | 'familyId' | 'authenticatedAt' | 'userStatus' | 'credentialsNotBefore';

function isWhole(row: DeviceCodeRow): row is DeviceCodeRow & Present<DeviceCodeRow, Decided> {
  const { decidedAt, userId, familyId, authenticatedAt, userStatus, credentialsNotBefore } = row;
  return ![decidedAt, userId, familyId, authenticatedAt, userStatus, credentialsNotBefore].includes(null);
}
