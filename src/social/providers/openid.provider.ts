import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import {
  type Configuration,
  type CustomFetch,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
} from 'openid-client';
import type { OpenIdProviderSettings, Settings } from '../../platform/index.js';
import { type ProviderProfile, readProfile } from '../provider-profile.js';
import { Kept } from './kept.js';
import { plainHttp } from './plain-http.js';
import { providerFetch } from './provider-fetch.js';
import { ProviderStrategy, type ProviderTokens } from './provider-strategy.js';
import type { SocialProvider } from './social-provider.js';

const HOUR = 3_600_000;
/** Seconds that the provider's clock and ours may differ. */
const TOLERANCE = 30;
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];

type Claims = Readonly<Record<string, unknown>>;

/** Any provider of OpenID Connect, by what it publishes about itself (OpenID Connect Discovery §4). */
export class OpenIdProvider implements SocialProvider {
  readonly name: string;
  readonly title: string;
  readonly origin: string;
  private readonly fetch: CustomFetch;
  private readonly configuration: Kept<Configuration>;
  private readonly keys: Kept<JSONWebKeySet>;

  constructor(private readonly settings: OpenIdProviderSettings) {
    this.name = settings.name;
    this.title = settings.title;
    this.origin = new URL(settings.issuer).origin;
    this.fetch = providerFetch([settings.issuer]);
    this.configuration = new Kept(() => this.discover(), HOUR);
    this.keys = new Kept(() => this.downloadKeys(), HOUR / 12);
  }

  async strategy(): Promise<ProviderStrategy> {
    const config = await this.configuration.get();
    const { name, scopes } = this.settings;
    return new ProviderStrategy({
      name,
      config,
      scopes,
      usesNonce: true,
      readProfile: (tokens) => this.profileOf(config, tokens),
    });
  }

  /** OpenID Connect Core §3.1.3.7. */
  async readIdToken(idToken: string, now: number): Promise<ProviderProfile> {
    const { issuer, clientId } = this.settings;
    const expected = {
      issuer: issuersOf(issuer),
      audience: clientId,
      algorithms: ALGORITHMS,
      currentDate: new Date(now),
    };
    const keys = createLocalJWKSet(await this.keys.get());
    const { payload } = await jwtVerify(idToken, keys, {
      ...expected,
      clockTolerance: TOLERANCE,
      requiredClaims: ['sub', 'exp', 'iat'],
    });
    return this.read(payload);
  }

  private async profileOf(config: Configuration, tokens: ProviderTokens): Promise<ProviderProfile> {
    const claims: Claims = { ...tokens.claims() };
    if (claims['email'] !== undefined || config.serverMetadata().userinfo_endpoint === undefined)
      return this.read(claims);
    // Some tell the address only there. Its `sub` has to be the same (OpenID Connect Core §5.3.2).
    return this.read({ ...claims, ...(await fetchUserInfo(config, tokens.access_token, String(claims['sub']))) });
  }

  private read(claims: Claims): ProviderProfile {
    const { sub, azp, email, email_verified: emailVerified, name, picture } = claims;
    if (azp !== undefined && azp !== this.settings.clientId) throw new Error('the ID token was made for another app');
    return readProfile(this.name, { subject: sub, email, emailVerified, name, picture });
  }

  private discover(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    // Signatures are verified even of what comes straight from the provider: it may not come by TLS.
    const execute = [enableNonRepudiationChecks, ...plainHttp(issuer)];
    return discovery(new URL(issuer), clientId, clientSecret, undefined, { [customFetch]: this.fetch, execute });
  }

  private async downloadKeys(): Promise<JSONWebKeySet> {
    const { jwks_uri: url } = (await this.configuration.get()).serverMetadata();
    if (url === undefined) throw new Error('the provider publishes no keys');
    const answer = await this.fetch(url, {
      method: 'GET',
      headers: { accept: 'application/json' },
      body: null,
      redirect: 'manual',
    });
    if (answer.status !== 200) throw new Error(`the keys were answered with ${answer.status}`);
    return (await answer.json()) as JSONWebKeySet;
  }
}

/** Google leaves the scheme out in some of its tokens, and says so in its documentation. */
function issuersOf(issuer: string): string[] {
  return issuer === 'https://accounts.google.com' ? [issuer, 'accounts.google.com'] : [issuer];
}

/** What `OIDC_PROVIDERS` lists. */
export function openIdProviders({ openIdProviders: listed }: Settings): SocialProvider[] {
  return listed.map((settings) => new OpenIdProvider(settings));
}
