import { Injectable } from '@nestjs/common';
import type { SecondFactorId } from '../../core/ids.js';
import { shownBackupCode, BACKUP_CODE_BYTES, backupCodeOf } from '../../core/backup-code.js';
import { Random } from '../../platform/random.js';
import { Vault } from '../../platform/vault.js';
import type { UserKey } from '../../users/index.js';
import { base32, SECRET_BYTES } from './totp.js';

const SECRET_PURPOSE = 'second-factor';
const CODE_PURPOSE = 'backup-code';
/** How many a person is given. */
const BACKUP_CODES = 10;

/** What a person is given once, and the form in which each is kept. */
export interface MintedCodes {
  readonly shown: readonly string[];
  readonly hashes: readonly string[];
}

/** Makes what a second factor consists of, and the forms in which it is stored. */
@Injectable()
export class TotpSecrets {
  constructor(
    private readonly vault: Vault,
    private readonly random: Random,
  ) {}

  mint(): string {
    return base32(this.random.bytes(SECRET_BYTES));
  }

  seal({ instanceId, userId }: UserKey, secret: string): string {
    return this.vault.seal(SECRET_PURPOSE, JSON.stringify([instanceId, userId, secret]));
  }

  /** @throws Error where it was sealed for somebody else, or with another master secret */
  open({ instanceId, userId }: UserKey, sealed: string): string {
    const opened: unknown = JSON.parse(this.vault.open(SECRET_PURPOSE, sealed).toString());
    const [instance, user, secret] = Array.isArray(opened) ? opened.map(String) : [];
    if (instance === instanceId && user === userId && secret !== undefined) return secret;
    throw new Error('the sealed second factor is somebody else’s');
  }

  mintCodes(factorId: SecondFactorId): MintedCodes {
    const codes = Array.from({ length: BACKUP_CODES }, () => backupCodeOf(this.random.bytes(BACKUP_CODE_BYTES)));
    return { shown: codes.map(shownBackupCode), hashes: codes.map((code) => this.hashOf(factorId, code)) };
  }

  /** With a key that is not in the database, so that a stolen copy of it can not be searched for 60 bits. */
  hashOf(factorId: SecondFactorId, code: string): string {
    return this.vault.sign(CODE_PURPOSE, JSON.stringify([factorId, code]));
  }
}
