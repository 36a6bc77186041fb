import { IsOptional, IsString, MaxLength } from 'class-validator';
import { UserDto } from '../../users/index.js';

/** A new account. */
export class RegisterDto {
  /** @example 'ada@example.com' */
  @IsString()
  @MaxLength(320)
  email: string;

  /**
   * At least 8 characters (or what the service is set to), at most 1,024; not a common one, not built on the name or address of the
   * account. No rules on kinds of characters.
   * @example 'four words nobody guesses'
   */
  @IsString()
  @MaxLength(1_024)
  password: string;

  /**
   * How people address the person: 1 to 200 printable characters.
   * @example 'Ada Lovelace'
   */
  @IsString()
  @MaxLength(200)
  name: string;
}

/** An account, and the proof that it is one's own. */
export class LoginDto {
  /** @example 'ada@example.com' */
  @IsString()
  @MaxLength(320)
  email: string;

  /** @example 'four words nobody guesses' */
  @IsString()
  @MaxLength(1_024)
  password: string;

  /**
   * For an account with a second factor: a code of the app, or a backup code.
   * @example '123456'
   */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  otp?: string;
}

/** Who has signed in. The refresh token is in the cookie `refresh_token`, and nowhere else. */
export class SignedInDto {
  user: UserDto;

  /**
   * For 15 minutes, as `Authorization: Bearer …`.
   * @example 'eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiIwMTkwM2IyYyJ9.c2lnbmF0dXJl'
   */
  accessToken: string;
}

/** Beside it, a new refresh token is in the cookie. */
export class RefreshedDto {
  /**
   * For 15 minutes, as `Authorization: Bearer …`.
   * @example 'eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiIwMTkwM2IyYyJ9.c2lnbmF0dXJl'
   */
  accessToken: string;
}

/** That it is done. */
export class LoggedOutDto {
  /** @example 'Logged out successfully' */
  message: string;
}
