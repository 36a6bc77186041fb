// What these tests use of two packages that bring no types.

declare module 'simple-oauth2' {
  interface Token {
    readonly access_token: string;
    readonly refresh_token: string;
    readonly scope: string;
    readonly expires_at: Date;
  }
  export interface AccessToken {
    readonly token: Token;
    expired(windowSeconds?: number): boolean;
    refresh(parameters?: { scope?: string }): Promise<AccessToken>;
    revoke(type: 'access_token' | 'refresh_token'): Promise<void>;
    revokeAll(): Promise<void>;
  }
  export class AuthorizationCode {
    constructor(config: object);
    authorizeURL(parameters: Record<string, string>): string;
    getToken(parameters: Record<string, string>): Promise<AccessToken>;
    createToken(token: object): AccessToken;
  }
  export class ClientCredentials {
    constructor(config: object);
    getToken(parameters: Record<string, string>): Promise<AccessToken>;
  }
}

declare module 'passport-oauth2' {
  import passport from 'passport';

  type Done = (error: unknown, user?: object | false) => void;
  interface OAuth2 {
    useAuthorizationHeaderforGET(use: boolean): void;
    get(url: string, accessToken: string, done: (error: unknown, body?: string) => void): void;
    getOAuthAccessToken(
      code: string,
      parameters: Record<string, string>,
      done: (error: unknown, accessToken?: string, refreshToken?: string, parameters?: Record<string, unknown>) => void,
    ): void;
  }
  export default class OAuth2Strategy extends passport.Strategy {
    protected readonly _oauth2: OAuth2;
    constructor(
      options: object,
      verify: (accessToken: string, refreshToken: string, profile: object, done: Done) => void,
    );
    userProfile(accessToken: string, done: (error: unknown, profile?: object) => void): void;
  }
}
