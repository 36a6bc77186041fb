import { randomBytes } from 'node:crypto';
import { type Asked, FakeProvider } from './fake-provider.js';

export interface GithubEmail {
  readonly email: string;
  readonly primary: boolean;
  readonly verified: boolean;
}

/** Who is signed in at GitHub. `id` may be what no real one is. */
export interface GithubPerson {
  readonly id: unknown;
  readonly login: string;
  readonly name: string | null;
  /** Of the public profile: whatever its owner has typed. */
  readonly email?: string | null;
  readonly avatar_url?: string;
  readonly emails: readonly GithubEmail[];
}

export class FakeGithub extends FakeProvider {
  person: GithubPerson = githubPerson(1, 'octo@example.com');
  /** Every token that was given out. */
  readonly tokens: string[] = [];

  static start(): Promise<FakeGithub> {
    return new FakeGithub('/login/oauth/authorize').listen();
  }

  get environment(): Readonly<Record<string, string>> {
    return {
      GITHUB_CLIENT_ID: this.clientId,
      GITHUB_CLIENT_SECRET: this.clientSecret,
      GITHUB_URL: this.origin,
      GITHUB_API_URL: this.origin,
    };
  }

  protected answer(asked: Asked): unknown {
    if (asked.path === '/login/oauth/access_token') return this.token(asked);
    if (asked.path === '/followed') this.followed += 1;
    const isKnown = this.tokens.includes((asked.headers.authorization ?? '').replace('Bearer ', ''));
    if (!isKnown) return undefined;
    const { emails, ...user } = this.person;
    if (asked.path === '/user') return user;
    return asked.path === '/user/emails' ? emails : undefined;
  }

  private token(asked: Asked): unknown {
    const { scope } = this.redeem(asked);
    const token = `gho_${randomBytes(18).toString('hex')}`;
    this.tokens.push(token);
    return { access_token: token, token_type: 'bearer', scope };
  }
}

/** With one address, primary and verified. */
export function githubPerson(id: number, email: string, changes: Partial<GithubPerson> = {}): GithubPerson {
  const emails = [{ email, primary: true, verified: true }];
  return {
    id,
    login: `octo${id}`,
    name: 'Octo Cat',
    avatar_url: 'https://avatars.example/octo.png',
    emails,
    ...changes,
  };
}
