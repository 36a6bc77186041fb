import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { ROLES } from '../../../core/roles.js';
import type { JwkSet, PublicJwk } from '../../../keys/index.js';
import { ROLE_WORDS } from './role-words.js';

/** In which language. */
export class LanguageDto {
  @IsOptional()
  @IsString()
  @MaxLength(64)
  lang?: string;
}

/** What a member may be. */
export class RoleDto {
  @ApiProperty({ enum: ROLES })
  id: string;

  /** @example 'Owner' */
  name: string;

  /** In the directory's order, which is that of the bits of `roles` in tokens. */
  static all({ lang = 'en' }: LanguageDto): RoleDto[] {
    const words = /^de\b/i.test(lang) ? ROLE_WORDS.de : ROLE_WORDS.en;
    return ROLES.map((id) => ({ id, name: words[id] }));
  }
}

/** RFC 7517 §4, RFC 7518 §6.3.1 */
export class RsaKeyDto {
  @ApiProperty({ enum: ['RSA'] })
  kty: string;

  n: string;

  e: string;

  kid: string;

  /** @example 'RS256' */
  alg: string;

  /** @example 'sig' */
  use: string;
}

/** The keys that the directory's clients can read. */
export class RsaKeySetDto {
  keys: RsaKeyDto[];

  static of({ keys }: JwkSet): RsaKeySetDto {
    return { keys: keys.flatMap(rsaKeyOf) };
  }
}

/** Tokens that were revoked and have not expired, by their `jti`. */
export class RevokedTokensDto {
  revoked_token_ids: string[];
}

export class RevokedTokenDto {
  /** Its `jti`. */
  access_token_id: string;
}

function rsaKeyOf({ kty, n, e, kid, alg, use }: PublicJwk): RsaKeyDto[] {
  return kty === 'RSA' && n !== undefined && e !== undefined ? [{ kty, n, e, kid, alg, use }] : [];
}
