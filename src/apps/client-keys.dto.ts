import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsObject, IsOptional, IsString, MaxLength } from 'class-validator';
import { invalidInput } from '../core/errors.js';
import type { PublicJwk } from '../core/public-jwks.js';
import type { ClientKeysInput } from './client-keys.js';

const EXAMPLE = {
  keys: [
    {
      kty: 'EC',
      crv: 'P-256',
      kid: '2026-1',
      x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
      y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
    },
  ],
};

/** The public keys of a client that signs assertions (`private_key_jwt`, RFC 7523) instead of having a secret: one of the two. */
export class ClientKeysDto {
  /** A JWK Set (RFC 7517 §5) of public keys: RSA of 2048 bits or more, or EC on P-256, P-384 or P-521; at most 10. */
  @ApiPropertyOptional({ type: 'object', additionalProperties: true, example: EXAMPLE })
  @IsOptional()
  @IsObject()
  jwks?: object;

  /**
   * Where the client publishes its JWK Set instead: an https URL at a public address.
   * @example 'https://app.example/jwks.json'
   */
  @IsOptional()
  @IsString()
  @MaxLength(2048)
  jwksUri?: string;

  /** `null` is the same as absent. */
  static keysOf({ jwks, jwksUri }: ClientKeysDto): ClientKeysInput | undefined {
    const input = { jwks: jwks ?? undefined, jwksUri: jwksUri ?? undefined };
    return input.jwks === undefined && input.jwksUri === undefined ? undefined : input;
  }
}

const METHODS = ['client_secret_basic', 'private_key_jwt'] as const;

/** How a client is to prove who it is. */
export class ClientAuthenticationDto extends ClientKeysDto {
  /** By a secret, in the header or in the body; or by what it signs with a private key. */
  @ApiProperty({ enum: METHODS })
  @IsIn(METHODS)
  method: (typeof METHODS)[number];

  /** Without keys where they belong it is `{}`, which the service refuses. @throws invalid_input for keys where they do not */
  static read({ method, ...keys }: ClientAuthenticationDto): ClientKeysInput | undefined {
    const named = ClientKeysDto.keysOf(keys);
    if (method === 'private_key_jwt') return named ?? {};
    if (named) throw invalidInput('keys are for private_key_jwt', { fields: { method: 'must be private_key_jwt' } });
    return undefined;
  }
}

/** A public key (RFC 7517 §4). */
export class ClientJwkDto {
  @ApiProperty({ enum: ['EC', 'RSA'] })
  kty: string;
  kid?: string;
  /** The only algorithm that it may be used with; without it, all that fit. */
  alg?: string;
  use?: string;
  crv?: string;
  x?: string;
  y?: string;
  n?: string;
  e?: string;
}

/** Public keys (RFC 7517 §5). */
export class ClientJwksDto {
  keys: ClientJwkDto[];

  static of(keys: readonly PublicJwk[]): ClientJwksDto {
    return { keys: keys.map((key) => ({ ...key })) };
  }
}
