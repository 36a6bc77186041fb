import { IsString, MaxLength } from 'class-validator';

/** A new password, and the current one as proof. */
export class ReplacePasswordDto {
  /** @example 'the old one, as it is' */
  @IsString()
  @MaxLength(1_024)
  current_password: string;

  /**
   * At least 8 characters (or what the service is set to), at most 1,024; not a common one, not built on the name or address of the
   * account. No rules on kinds of characters.
   * @example 'four words nobody guesses'
   */
  @IsString()
  @MaxLength(1_024)
  new_password: string;
}

/** That it is done. */
export class PasswordReplacedDto {
  /** @example 'Password changed successfully' */
  message: string;
}
