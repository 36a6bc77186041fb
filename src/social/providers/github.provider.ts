import { Configuration, type CustomFetch, customFetch } from 'openid-client';
import type { Settings } from '../../platform/index.js';
import { type ProviderProfile, readProfile } from '../provider-profile.js';
import { plainHttp } from './plain-http.js';
import { providerFetch } from './provider-fetch.js';
import { ProviderStrategy } from './provider-strategy.js';
import type { SocialProvider } from './social-provider.js';

const NAME = 'github';
const SCOPES = ['read:user', 'user:email'];

interface GithubSettings {
  readonly url: string;
  readonly apiUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What `/user` and `/user/emails` may hold. */
type Told = Readonly<Record<string, unknown>>;

/** GitHub: OAuth 2 without OpenID Connect. Who somebody is, its API tells. */
export class GithubProvider implements SocialProvider {
  readonly name = NAME;
  readonly title = 'GitHub';
  readonly origin: string;
  private readonly fetch: CustomFetch;
  private readonly config: Configuration;

  constructor(private readonly settings: GithubSettings) {
    this.origin = new URL(settings.url).origin;
    this.fetch = providerFetch([settings.url, settings.apiUrl]);
    this.config = configurationOf(settings);
    this.config[customFetch] = this.fetch;
  }

  async strategy(): Promise<ProviderStrategy> {
    return new ProviderStrategy({
      name: NAME,
      config: this.config,
      scopes: SCOPES,
      usesNonce: false,
      readProfile: ({ access_token: token }) => this.profileOf(token),
    });
  }

  private async profileOf(token: string): Promise<ProviderProfile> {
    const [user, emails] = await Promise.all([this.ask('/user', token), this.ask('/user/emails', token)]);
    const { id, name, login, avatar_url: picture } = user as Told;
    const primary = primaryOf(emails);
    return readProfile(NAME, {
      // A number there, and never text: `123` and `'123'` are not to be two people, nor one by accident.
      subject: Number.isSafeInteger(id) ? String(id) : undefined,
      name: name ?? login,
      picture,
      email: primary?.['email'],
      emailVerified: primary?.['verified'],
    });
  }

  private async ask(path: string, token: string): Promise<unknown> {
    const headers = { accept: 'application/vnd.github+json', authorization: `Bearer ${token}` };
    const request = { method: 'GET', headers, body: null, redirect: 'manual' } as const;
    const answer = await this.fetch(`${this.settings.apiUrl}${path}`, request);
    if (answer.status !== 200) throw new Error(`GitHub has answered ${path} with ${answer.status}`);
    return answer.json();
  }
}

/** The address of the public profile is whatever its owner has typed; this one GitHub has sent mail to (T231). */
function primaryOf(emails: unknown): Told | undefined {
  return Array.isArray(emails) ? (emails as readonly Told[]).find(({ primary }) => primary === true) : undefined;
}

/** GitHub publishes no metadata that could be discovered; it names itself so in `iss` (RFC 9207). */
function configurationOf({ url, clientId, clientSecret }: GithubSettings): Configuration {
  const server = {
    issuer: `${url}/login/oauth`,
    authorization_endpoint: `${url}/login/oauth/authorize`,
    token_endpoint: `${url}/login/oauth/access_token`,
    code_challenge_methods_supported: ['S256'],
  };
  const config = new Configuration(server, clientId, clientSecret);
  plainHttp(url).forEach((allow) => allow(config));
  return config;
}

export function githubProviders({
  githubClientId,
  githubClientSecret,
  githubUrl,
  githubApiUrl,
}: Settings): SocialProvider[] {
  if (githubClientId === undefined || githubClientSecret === undefined) return [];
  const client = { clientId: githubClientId, clientSecret: githubClientSecret };
  return [new GithubProvider({ url: githubUrl, apiUrl: githubApiUrl, ...client })];
}
