import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { SecondFactorState } from './second-factor-overview.js';

/** The own password once more. */
export class StartSecondFactorDto {
  /**
   * May be left out where the account has no password: then the session has to be ten minutes old at most.
   * @example 'four words nobody guesses'
   */
  @IsOptional()
  @IsString()
  @MaxLength(1024)
  currentPassword?: string;
}

/** The first code of the app. */
export class ConfirmSecondFactorDto {
  /** @example '123456' */
  @IsString()
  @MaxLength(64)
  otp: string;
}

/** Password and code, for what a stolen session must not reach. */
export class SecondFactorProofDto extends StartSecondFactorDto {
  /**
   * Six digits of the app, or a backup code.
   * @example '123456'
   */
  @IsString()
  @MaxLength(64)
  otp: string;
}

/** Whether a code is asked for at sign-ins. */
export class SecondFactorDto {
  /** @example true */
  enabled: boolean;

  /** Since when; ISO 8601. Absent where it is off. */
  enabledAt?: string;

  /**
   * Backup codes that were not used. Absent where it is off.
   * @example 10
   */
  remainingBackupCodes?: number;

  static of(state: SecondFactorState): SecondFactorDto {
    if (!state.isOn) return { enabled: false };
    const { since, remainingCodes } = state;
    return { enabled: true, enabledAt: new Date(since).toISOString(), remainingBackupCodes: remainingCodes };
  }
}

/** What an authenticator app needs. It is asked for only after its first code was confirmed. */
export class SecondFactorEnrolmentDto {
  /**
   * Base 32 (RFC 4648): SHA-1, six digits, 30 seconds. Shown once.
   * @example 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
   */
  secret: string;

  /**
   * The same as a QR code holds it.
   * @example 'otpauth://totp/Demo:ada%40example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Demo'
   */
  uri: string;
}

/** Ten codes; each opens the account once where the app is lost. Shown once: those before are worth nothing. */
export class BackupCodesDto {
  /** @example ['7k2m-x9qd-4tfw', 'b3hn-0c5z-r8ye'] */
  backupCodes: string[];
}
