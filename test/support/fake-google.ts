import { randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK, SignJWT, UnsecuredJWT } from 'jose';
import { type Asked, FakeProvider } from './fake-provider.js';

type Claims = Readonly<Record<string, unknown>>;
type Keys = Awaited<ReturnType<typeof generateKeyPair>>;

export interface IdTokenFlaw {
  /** In place of what it should say; `undefined` leaves a claim out. */
  readonly claims?: Claims;
  readonly signature?: 'none' | 'foreign key';
}

/** An OpenID provider: Google, or any other. */
export class FakeGoogle extends FakeProvider {
  person: Claims = googlePerson('1001', 'gill@example.com');
  flaw: IdTokenFlaw = {};
  /** In place of what its discovery should say. */
  endpoints: Claims = {};
  /** Every token that was given out, ID tokens too. */
  readonly tokens: string[] = [];

  private constructor(
    private readonly keys: Keys,
    private readonly foreignKeys: Keys,
    private readonly jwk: JWK,
  ) {
    super('/authorize');
  }

  static async start(): Promise<FakeGoogle> {
    const [keys, foreign] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
    const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'key-1', use: 'sig', alg: 'RS256' };
    return new FakeGoogle(keys, foreign, jwk).listen();
  }

  get environment(): Readonly<Record<string, string>> {
    return { GOOGLE_CLIENT_ID: this.clientId, GOOGLE_CLIENT_SECRET: this.clientSecret, GOOGLE_ISSUER: this.origin };
  }

  async idToken(claims: Claims = {}): Promise<string> {
    const now = Math.floor(Date.now() / 1_000);
    const standard = { iss: this.origin, aud: this.clientId, iat: now, exp: now + 600 };
    const body = Object.fromEntries(
      Object.entries({ ...standard, ...this.person, ...claims, ...this.flaw.claims }).filter(
        ([, value]) => value !== undefined,
      ),
    );
    const token = await this.sign(body);
    this.tokens.push(token);
    return token;
  }

  protected answer(asked: Asked): unknown {
    if (asked.path === '/.well-known/openid-configuration') return this.metadata();
    if (asked.path === '/jwks') return { keys: [this.jwk] };
    if (asked.path === '/followed') this.followed += 1;
    return asked.path === '/token' ? this.token(asked) : undefined;
  }

  private async token(asked: Asked): Promise<unknown> {
    const { scope, nonce } = this.redeem(asked);
    const idToken = await this.idToken({ nonce: nonce ?? undefined });
    const accessToken = `ya29.${randomBytes(18).toString('hex')}`;
    this.tokens.push(accessToken);
    return { access_token: accessToken, token_type: 'Bearer', expires_in: 3_600, scope, id_token: idToken };
  }

  private sign(body: Claims): Promise<string> | string {
    if (this.flaw.signature === 'none') return new UnsecuredJWT({ ...body }).encode();
    const { privateKey } = this.flaw.signature === 'foreign key' ? this.foreignKeys : this.keys;
    return new SignJWT({ ...body }).setProtectedHeader({ alg: 'RS256', kid: 'key-1' }).sign(privateKey);
  }

  private metadata(): unknown {
    return {
      issuer: this.origin,
      authorization_endpoint: `${this.origin}/authorize`,
      token_endpoint: `${this.origin}/token`,
      jwks_uri: `${this.origin}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
      ...this.endpoints,
    };
  }
}

/** Whose address Google has verified. */
export function googlePerson(sub: string, email: string, changes: Claims = {}): Claims {
  return {
    sub,
    email,
    email_verified: true,
    name: 'Gill Oogle',
    picture: 'https://pictures.example/gill.png',
    ...changes,
  };
}
