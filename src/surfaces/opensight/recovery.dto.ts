import { IsString, MaxLength } from 'class-validator';

/** Whom a letter is wanted for. */
export class MailAskDto {
  /** @example 'ada@example.com' */
  @IsString()
  @MaxLength(320)
  email: string;
}

/** The token out of a letter. */
export class MailedTokenDto {
  /** @example 'mp_mJYx3b0Xk8pVZtq1sN5wR7uEo2cHfGd4yLaTiQv6KjM' */
  @IsString()
  @MaxLength(256)
  token: string;
}

/** The token out of a letter, and the new password. */
export class ResetPasswordDto extends MailedTokenDto {
  /**
   * At least 8 characters (or what the service is set to), at most 1,024; not a common one, not built on the name or address of the
   * account. No rules on kinds of characters.
   * @example 'four words nobody guesses'
   */
  @IsString()
  @MaxLength(1_024)
  password: string;
}

/** Another address for the account, and its password as proof. */
export class ChangeEmailDto {
  /** @example 'ada@example.org' */
  @IsString()
  @MaxLength(320)
  email: string;

  /**
   * Empty where the account has none and the sign-in is of the last ten minutes.
   * @example 'four words nobody guesses'
   */
  @IsString()
  @MaxLength(1_024)
  current_password: string;
}

/** What was done, for people. */
export class RecoveryMessageDto {
  /** @example 'If an account exists for this email, a password reset link has been sent.' */
  message: string;
}
