import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import type { NewAppClient, Rotation } from './app-clients.service.js';
import { ClientJwksDto, ClientKeysDto } from './client-keys.dto.js';
import type { CreatedClient } from './clients.service.js';
import type { ManagedClient, ShownSecret } from './managed-client.store.js';

export const MOST_URIS = 50;
const LONGEST_OVERLAP = 30 * 24 * 3_600;

/** Another client of an app. */
export class CreateClientDto extends ClientKeysDto {
  /**
   * To tell it from the others: up to 100 characters.
   * @example 'Web'
   */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  name?: string;

  /** Whether it keeps a secret; a public client (a browser or phone app) proves itself by PKCE. */
  @IsOptional()
  @IsBoolean()
  confidential?: boolean = true;

  /** @example ['https://app.example/callback'] */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_URIS)
  @IsString({ each: true })
  redirectUris?: string[];

  /** @example ['https://app.example/goodbye'] */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_URIS)
  @IsString({ each: true })
  postLogoutRedirectUris?: string[];

  static read({ name, confidential, redirectUris, postLogoutRedirectUris, ...keys }: CreateClientDto): NewAppClient {
    return {
      name: name ?? '',
      isPublic: confidential === false,
      redirectUris: redirectUris ?? [],
      postLogoutRedirectUris: postLogoutRedirectUris ?? [],
      keys: ClientKeysDto.keysOf(keys),
    };
  }
}

/** What to change; what is absent stays. */
export class UpdateClientDto {
  /** @example 'Web' */
  @ValidateIf(({ name }: UpdateClientDto) => name !== undefined)
  @IsString()
  @MaxLength(100)
  name?: string;

  /**
   * All of them.
   * @example ['https://app.example/callback']
   */
  @ValidateIf(({ redirectUris }: UpdateClientDto) => redirectUris !== undefined)
  @IsArray()
  @ArrayMaxSize(MOST_URIS)
  @IsString({ each: true })
  redirectUris?: string[];

  /**
   * All of them.
   * @example ['https://app.example/goodbye']
   */
  @ValidateIf(({ postLogoutRedirectUris }: UpdateClientDto) => postLogoutRedirectUris !== undefined)
  @IsArray()
  @ArrayMaxSize(MOST_URIS)
  @IsString({ each: true })
  postLogoutRedirectUris?: string[];
}

/** How the secret is replaced. */
export class RotateSecretDto {
  /** Seconds that the secret before stays valid, up to 30 days. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(LONGEST_OVERLAP)
  overlap?: number = 0;

  /** Kill the tokens too that were issued to the client; not beside an overlap. */
  @IsOptional()
  @IsBoolean()
  revokeTokens?: boolean = false;

  static read({ overlap, revokeTokens }: RotateSecretDto): Rotation {
    return { overlap: (overlap ?? 0) * 1_000, revokeTokens: revokeTokens ?? false };
  }
}

/** What is left to see of a secret. */
export class ClientSecretDto {
  /**
   * Its last characters.
   * @example 'x7Qz'
   */
  hint: string;

  /** ISO 8601. */
  createdAt: string;

  /** ISO 8601; absent for the newest. */
  expiresAt?: string;

  static of({ hint, createdAt, expiresAt }: ShownSecret): ClientSecretDto {
    return {
      hint,
      createdAt: new Date(createdAt).toISOString(),
      ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt).toISOString() }),
    };
  }
}

/** A client of an app: one OAuth credential. */
export class ClientDto {
  /**
   * The `client_id`.
   * @example 'Jq2nYw8vT5kR1sLx0bCdEfGh'
   */
  id: string;

  /** @example 'Web' */
  name: string;

  confidential: boolean;

  /** How it proves who it is; a secret may come in the header or in the body. */
  @ApiProperty({ enum: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'] })
  authenticationMethod: string;

  /** Its public keys, where it signs and they are registered here. */
  jwks?: ClientJwksDto;

  /**
   * Where it publishes them instead.
   * @example 'https://app.example/jwks.json'
   */
  jwksUri?: string;

  @ApiProperty({ enum: ['active', 'disabled'] })
  status: string;

  /** @example ['https://app.example/callback'] */
  redirectUris: string[];

  /** @example ['https://app.example/goodbye'] */
  postLogoutRedirectUris: string[];

  /** The newest first; never the secrets themselves. */
  secrets: ClientSecretDto[];

  /** ISO 8601. */
  createdAt: string;

  /** ISO 8601. */
  updatedAt: string;

  static of({ id, name, status, isPublic, secrets, authenticationMethod, keys, ...rest }: ManagedClient): ClientDto {
    return {
      ...{ id, name, status, authenticationMethod },
      ...(keys?.jwks && { jwks: ClientJwksDto.of(keys.jwks) }),
      ...(keys?.jwksUri !== undefined && { jwksUri: keys.jwksUri }),
      confidential: !isPublic,
      redirectUris: [...rest.redirectUris],
      postLogoutRedirectUris: [...rest.postLogoutRedirectUris],
      secrets: secrets.map((secret) => ClientSecretDto.of(secret)),
      createdAt: new Date(rest.createdAt).toISOString(),
      updatedAt: new Date(rest.updatedAt).toISOString(),
    };
  }
}

/** What a client presents at the token endpoint. */
export class ClientCredentialsDto {
  /** @example 'Jq2nYw8vT5kR1sLx0bCdEfGh' */
  clientId: string;

  /**
   * Shown this once: no other answer holds it. Absent for a public client, and for one that signs with its key.
   * @example 'cs_q3Jz0PZ2m1c8k5b7TnX4rV6wY9aD2eF3gH4iJ5kL6mN'
   */
  clientSecret?: string;

  static of({ id, secret }: CreatedClient): ClientCredentialsDto {
    return { clientId: id, clientSecret: secret };
  }
}
