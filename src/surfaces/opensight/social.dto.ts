import { IsOptional, IsString, MaxLength } from 'class-validator';

/** What Google has given the front end itself. */
export class GoogleTokenDto {
  /**
   * The ID token (OpenID Connect Core §2), made for this service's client id.
   * @example 'eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJzdWIiOiIxMDc2OSJ9.c2lnbmF0dXJl'
   */
  @IsOptional()
  @IsString()
  @MaxLength(8_192)
  idToken?: string;

  /**
   * For an account with a second factor: a code of the app, or a backup code.
   * @example '123456'
   */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  otp?: string;
}
