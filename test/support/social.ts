import { createHmac } from 'node:crypto';
import { FakeGithub, githubPerson } from './fake-github.js';
import { FakeGoogle, googlePerson } from './fake-google.js';
import type { Answer } from './http.js';
import { type ServerOptions, TestServer } from './server.js';
import { formsOf, type Visitor } from './visitor.js';

export type Provider = 'github' | 'google' | 'corporate';
export const ACCOUNT = '/demo/account';

/** A server with a fake GitHub, a fake Google, and a third provider that is configured as any OpenID provider is. */
export class SocialTests {
  private constructor(
    readonly server: TestServer,
    readonly github: FakeGithub,
    readonly google: FakeGoogle,
  ) {}

  static async start(options: ServerOptions = {}): Promise<SocialTests> {
    const [github, google] = await Promise.all([FakeGithub.start(), FakeGoogle.start()]);
    const { clientId, clientSecret, origin: issuer } = google;
    const corporate = { name: 'corporate', title: 'Corporate', issuer, clientId, clientSecret };
    const environment = {
      ...github.environment,
      ...google.environment,
      OIDC_PROVIDERS: JSON.stringify([corporate]),
      ...options.environment,
    };
    return new SocialTests(await TestServer.start({ ...options, environment }), github, google);
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await Promise.all([this.github.stop(), this.google.stop()]);
  }

  /** Nobody is signed in at the providers as who was before, and they behave again. */
  reset(): void {
    this.github.person = githubPerson(1, 'octo@example.com');
    this.google.person = googlePerson('1001', 'gill@example.com');
    this.google.flaw = {};
    for (const provider of [this.github, this.google]) {
      provider.misbehaves.clear();
      provider.iss = undefined;
    }
  }

  of(provider: Provider): FakeGithub | FakeGoogle {
    return provider === 'github' ? this.github : this.google;
  }

  /** The address of the provider's page that a visitor is sent to. */
  async leave(visitor: Visitor, provider: Provider, query = '', instance = 'demo'): Promise<string> {
    const { location, status, text } = await visitor.get(`/${instance}/social/${provider}${query}`);
    if (location === undefined) throw new Error(`nobody was sent to ${provider}: ${status} ${text.slice(0, 200)}`);
    return location;
  }

  /** What the visitor is answered who comes back from a provider that was agreed to. */
  async comeBack(visitor: Visitor, provider: Provider, query = '', instance = 'demo'): Promise<Answer> {
    const back = this.of(provider).allow(await this.leave(visitor, provider, query, instance));
    return visitor.get(back.pathname + back.search);
  }

  /** Signs in with what the provider says of the person now; a new browser unless one is given. */
  async signIn(provider: Provider, visitor = this.server.visitor()): Promise<Visitor> {
    const { status, location, text } = await this.comeBack(visitor, provider);
    if (status !== 303 || location !== ACCOUNT) throw new Error(`not signed in: ${status} ${location} ${text}`);
    return visitor;
  }

  /** The account that the visitor is signed in to. */
  async account(visitor: Visitor, path = '/demo/api/users/me'): Promise<Readonly<Record<string, unknown>>> {
    const { status, json } = await visitor.get(path);
    return status === 200 ? json : {};
  }

  /** What the form on the security page is answered with. */
  async submit(visitor: Visitor, form: 'link' | 'unlink', provider: Provider): Promise<Answer> {
    const page = await visitor.get(`${ACCOUNT}/security`);
    const which = formsOf(page.text).findIndex(
      ({ action, fields }) =>
        action.endsWith(`/identities/${form}`) && fields.some(([, value]) => form === 'unlink' || value === provider),
    );
    return visitor.submit(page, {}, which);
  }

  /** Links a provider on the security page; answers what the way back is answered with. */
  async link(visitor: Visitor, provider: Provider): Promise<Answer> {
    const { location, status, text } = await this.submit(visitor, 'link', provider);
    if (location === undefined) throw new Error(`no way to ${provider}: ${status} ${text.slice(0, 300)}`);
    const back = this.of(provider).allow(location);
    return visitor.get(back.pathname + back.search);
  }

  async identities(visitor: Visitor): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const { json } = await visitor.get('/demo/api/users/me/identities');
    return (json['identities'] ?? []) as readonly Readonly<Record<string, unknown>>[];
  }
}

/** RFC 6238, six digits, 30 seconds. */
export function codeAt(secret: string, now: number): string {
  const bits = [...secret].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  );
  const key = Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0xf;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
