import { exportJWK, generateKeyPair, type GenerateKeyPairResult, type JWK, SignJWT } from 'jose';
import { apiKeyOf, API_KEY_BYTES } from '../core/api-key.js';
import { type ClientId, type GrantId, type InstanceId, type TokenId, type UserId } from '../core/ids.js';
import type { Bearer } from '../core/principal.js';
import { expand } from '../core/scope.js';
import type { GuardOptions } from '../guard/index.js';
import { SystemRandom } from '../platform/random.js';
import type { Anchor } from '../revocations/anchor.js';
import { type AccessToken, anchorsOf } from '../tokens/access-token.js';
import { ACCESS_TOKEN_TYPE, claimsOf } from '../tokens/access-token-claims.js';
import { FakeFeed } from './fake-feed.js';
import { TestClock } from './test-clock.js';

/** Who a minted credential is for, and what it may do. What is not said is made up. */
export interface TestCaller {
  readonly bearer?: Bearer;
  readonly scope?: readonly string[];
  readonly clientId?: string;
  readonly actor?: { readonly userId: string; readonly membershipId: string };
  readonly audience?: readonly string[];
  /** Milliseconds; default an hour. */
  readonly lifetime?: number;
}

interface TestKey {
  readonly id: string;
  readonly bearer: Bearer;
  readonly scope: readonly string[];
}

export interface FakeIssuerOptions {
  /** Default `https://issuer.test/demo/oauth2/v1`. */
  readonly issuer?: string;
  /** What the service under test is called in `aud`; default `https://api.test/`. */
  readonly audience?: string;
  readonly clock?: TestClock;
}

/** An issuer without server, network and database: it mints what the guard accepts, and answers what the guard asks. */
export class FakeIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly clock: TestClock;
  /** Set to `false`, nobody answers: the guard must refuse with 503. */
  isReachable = true;
  private readonly random = new SystemRandom();
  private readonly feed: FakeFeed;
  private readonly instanceId: InstanceId;
  private readonly tokens = new Map<string, AccessToken>();
  private readonly keys = new Map<string, TestKey>();
  private signing: { readonly pair: GenerateKeyPairResult; readonly jwk: JWK };
  private readonly published: JWK[] = [];

  private constructor({ issuer, audience, clock = new TestClock() }: FakeIssuerOptions) {
    this.issuer = issuer ?? 'https://issuer.test/demo/oauth2/v1';
    this.audience = audience ?? 'https://api.test/';
    this.clock = clock;
    this.instanceId = this.newId() as InstanceId;
    this.feed = new FakeFeed(clock, this.instanceId);
  }

  static async create(options: FakeIssuerOptions = {}): Promise<FakeIssuer> {
    const issuer = new FakeIssuer(options);
    await issuer.rotateKey();
    return issuer;
  }

  /** For `LatchkeyGuardModule.forRoot`, or `overrideProvider(GUARD_OPTIONS).useValue(…)` in a module that is put together already. */
  get guardOptions(): GuardOptions {
    const client = { id: 'api-under-test', secret: 'not-a-secret' };
    const { issuer, audience, clock } = this;
    return { issuer, audience, client, clock, fetch: (input, init) => this.answer(new Request(input, init)) };
  }

  newId(): string {
    return this.random.uuid(this.clock.now());
  }

  /** Signs with a new key from now on; what the older ones signed stays valid. */
  async rotateKey(): Promise<void> {
    const pair = await generateKeyPair('ES256');
    const jwk = { ...(await exportJWK(pair.publicKey)), kid: this.random.token(12), alg: 'ES256', use: 'sig' };
    this.signing = { pair, jwk };
    this.published.push(jwk);
  }

  /** An access token, to be sent as `Authorization: Bearer …`. By default of a person without any scope. */
  async token(caller: TestCaller = {}): Promise<string> {
    const token = this.accessTokenOf(caller);
    const header = { alg: 'ES256', typ: ACCESS_TOKEN_TYPE, kid: this.signing.jwk.kid };
    const text = await new SignJWT(claimsOf(token, this.issuer))
      .setProtectedHeader(header)
      .sign(this.signing.pair.privateKey);
    this.tokens.set(text, token);
    return text;
  }

  /** The same, opaque. */
  opaqueToken(caller: TestCaller = {}): string {
    const text = `at_${this.random.token()}`;
    this.tokens.set(text, this.accessTokenOf(caller));
    return text;
  }

  apiKey({ bearer = this.somebody(), scope = [] }: Pick<TestCaller, 'bearer' | 'scope'> = {}): string {
    const key = apiKeyOf(this.random.bytes(API_KEY_BYTES));
    this.keys.set(key, { id: this.newId(), bearer, scope: [...expand(new Set(scope))] });
    return key;
  }

  /** Ends a credential that was minted here. */
  revoke(credential: string): void {
    const [token, key] = [this.tokens.get(credential), this.keys.get(credential)];
    if (token) this.end({ type: 'token', id: token.id });
    if (key) this.end({ type: 'api-key', id: key.id });
  }

  /** Ends all that hangs on the anchor: a user, an organization, a session, an installation … */
  end(anchor: Anchor): void {
    this.feed.append(anchor);
  }

  private somebody(): Bearer {
    return { type: 'person', id: this.newId() };
  }

  private accessTokenOf(caller: TestCaller): AccessToken {
    const { bearer = this.somebody(), scope = [], audience = [this.audience], lifetime = 3_600_000 } = caller;
    const { clientId = 'test-client', actor } = caller;
    const issuedAt = this.clock.now();
    return {
      ...{ id: this.newId() as TokenId, instanceId: this.instanceId, grantId: this.newId() as GrantId },
      ...{ clientId: clientId as ClientId, bearer, scope: new Set(scope), audience },
      ...{ issuedAt, expiresAt: issuedAt + lifetime },
      ...(actor && { actor: { ...actor, userId: actor.userId as UserId } as AccessToken['actor'] }),
    };
  }

  private async answer(request: Request): Promise<Response> {
    if (!this.isReachable) throw new Error('the issuer is not to be reached');
    const { pathname, searchParams } = new URL(request.url);
    const path = pathname.slice(pathname.lastIndexOf('/') + 1);
    if (path === 'jwks') return Response.json({ keys: this.published });
    if (path === 'introspect') return Response.json(this.introspected(new URLSearchParams(await request.text())));
    if (path === 'verify') return Response.json(this.verdict((await request.json()) as { readonly key: string }));
    const [after, wait] = ['after', 'wait'].map((name) => Number(searchParams.get(name)));
    const page = await this.feed.after(after ?? 0, (wait ?? 0) * 1_000, request.signal);
    return Response.json({ instance: this.instanceId, ...page });
  }

  private introspected(question: URLSearchParams): object {
    const token = this.tokens.get(question.get('token') ?? '');
    const isAlive = token && token.expiresAt > this.clock.now() && !this.feed.isDead(anchorsOf(token), token.issuedAt);
    return isAlive ? { active: true, ...claimsOf(token, this.issuer) } : { active: false };
  }

  private verdict(question: { readonly key: string }): object {
    const key = this.keys.get(question.key);
    const type = key?.bearer.type === 'organization' ? 'organization' : 'user';
    if (
      !key ||
      this.feed.isDead(
        [
          { type: 'api-key', id: key.id },
          { type, id: key.bearer.id },
        ],
        0,
      )
    )
      return { valid: false };
    return { valid: true, id: key.id, owner: key.bearer, scopes: key.scope };
  }
}
