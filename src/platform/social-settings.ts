import type { Settings } from './settings.js';
import type { SettingsReader } from './settings-reader.js';

/** Another OpenID provider by which people may sign in. */
export interface OpenIdProviderSettings {
  /** In our paths: lower-case letters, digits and hyphens. */
  readonly name: string;
  /** On the button. */
  readonly title: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes: readonly string[];
}

type SocialSettings = Pick<
  Settings,
  | 'githubClientId'
  | 'githubClientSecret'
  | 'githubUrl'
  | 'githubApiUrl'
  | 'googleClientId'
  | 'googleClientSecret'
  | 'googleIssuer'
  | 'openIdProviders'
  | 'frontendUrl'
>;

const BUILT_IN = new Set(['github', 'google', 'identities']);
const SCOPES = ['openid', 'profile', 'email'];

/** By whom people may sign in beside us. */
export function readSocialSettings(read: SettingsReader): SocialSettings {
  assertPair(read, 'GITHUB');
  assertPair(read, 'GOOGLE');
  const problem = 'must be a JSON list of {name, title, issuer, clientId, clientSecret, scopes}, each name once';
  return {
    githubClientId: read.text('GITHUB_CLIENT_ID', '') || undefined,
    githubClientSecret: read.text('GITHUB_CLIENT_SECRET', '') || undefined,
    githubUrl: read.publicUrl('GITHUB_URL', 'https://github.com'),
    githubApiUrl: read.publicUrl('GITHUB_API_URL', 'https://api.github.com'),
    googleClientId: read.text('GOOGLE_CLIENT_ID', '') || undefined,
    googleClientSecret: read.text('GOOGLE_CLIENT_SECRET', '') || undefined,
    googleIssuer: read.publicUrl('GOOGLE_ISSUER', 'https://accounts.google.com'),
    openIdProviders: read.parsed('OIDC_PROVIDERS', parseProviders, problem) ?? [],
    frontendUrl: read.has('FRONTEND_URL') ? read.publicUrl('FRONTEND_URL', '') : undefined,
  };
}

function assertPair(read: SettingsReader, provider: string): void {
  const [id, secret] = [`${provider}_CLIENT_ID`, `${provider}_CLIENT_SECRET`];
  if (read.has(id) && !read.has(secret)) read.refuse(secret, `is required beside ${id}`);
  if (read.has(secret) && !read.has(id)) read.refuse(id, `is required beside ${secret}`);
}

function parseProviders(text: string): readonly OpenIdProviderSettings[] | undefined {
  const list = parseList(text);
  const providers = list?.map(parseProvider);
  const known = providers?.filter((provider) => provider !== undefined);
  if (!list || known?.length !== list.length) return undefined;
  return new Set(known.map(({ name }) => name)).size === known.length ? known : undefined;
}

function parseList(text: string): readonly unknown[] | undefined {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? (list as readonly unknown[]) : undefined;
  } catch {
    return undefined;
  }
}

function parseProvider(entry: unknown): OpenIdProviderSettings | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const { scopes = SCOPES, ...texts } = entry as Readonly<Record<string, unknown>>;
  const { name, title = name, issuer, clientId, clientSecret } = texts;
  if (!isText(name) || !/^[a-z][a-z0-9-]{0,31}$/.test(name) || BUILT_IN.has(name)) return undefined;
  if (!isText(title) || !isText(issuer) || !isText(clientId) || !isText(clientSecret)) return undefined;
  if (!/^https?:\/\/[^\s?#]+$/.test(issuer) || !URL.canParse(issuer)) return undefined;
  if (!Array.isArray(scopes) || !scopes.every(isText) || !scopes.includes('openid')) return undefined;
  return { name, title, issuer, clientId, clientSecret, scopes };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 1_024;
}
