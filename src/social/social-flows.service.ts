import { Injectable } from '@nestjs/common';
import { parseCookies } from '../core/credentials.js';
import { sha256 } from '../core/secret-format.js';
import type { Instance } from '../instances/index.js';
import { HttpReply, Mint, RequestContext, Settings, Vault } from '../platform/index.js';
import type { SocialFlow } from './social-flow.js';
import { SocialFlowStore } from './social-flow.store.js';

const COOKIE = 'latchkey_social';
const VALUE = /^[A-Za-z0-9_-]{43}$/;
const PURPOSE = 'social-flow';
/** Milliseconds. */
const LIFETIME = 600_000;

/** From which browser, to which provider, and by which of our addresses back. */
export interface SocialVisit {
  readonly instance: Instance;
  readonly context: RequestContext;
  readonly reply: HttpReply;
  readonly provider: string;
  readonly callbackUrl: string;
}

/**
 * What we remember of people who are at a provider: ten minutes, for one return, in the browser that left, at the address that it
 * left by (RFC 9700 §4.7; T233, T240). The cookie goes to that provider's paths alone.
 */
@Injectable()
export class SocialFlows {
  constructor(
    private readonly store: SocialFlowStore,
    private readonly vault: Vault,
    private readonly mint: Mint,
    private readonly settings: Settings,
  ) {}

  async remember(visit: SocialVisit, flow: SocialFlow): Promise<void> {
    const browser = readCookie(visit.context) ?? this.mint.secret();
    await this.store.insert({
      stateHash: sha256(flow.secrets.state),
      instanceId: visit.instance.id,
      bindingHash: bindingOf(visit, browser),
      sealed: this.vault.seal(PURPOSE, JSON.stringify(flow)),
      expiresAt: this.mint.now() + LIFETIME,
    });
    visit.reply.cookie(COOKIE, browser, {
      path: new URL(visit.callbackUrl).pathname.replace(/\/callback$/, ''),
      secure: this.settings.publicUrl.startsWith('https:'),
      maxAge: LIFETIME / 1_000,
    });
  }

  /** `undefined` where nobody left from here with this state, or came back before, or too late. */
  async consume(visit: SocialVisit, state: string | undefined): Promise<SocialFlow | undefined> {
    const browser = readCookie(visit.context);
    if (browser === undefined || state === undefined) return undefined;
    const sealed = await this.store.consume(sha256(state), bindingOf(visit, browser), this.mint.now());
    return sealed === undefined ? undefined : (JSON.parse(this.vault.open(PURPOSE, sealed).toString()) as SocialFlow);
  }

  /** Removes what was over before `moment` (milliseconds), at most `limit`; answers how many. */
  prune(moment: number, limit: number): Promise<number> {
    return this.store.removePast(moment, limit);
  }
}

function readCookie({ headers }: RequestContext): string | undefined {
  const [value = '', second] = parseCookies(headers.cookie).get(COOKIE) ?? [];
  return second === undefined && VALUE.test(value) ? value : undefined;
}

function bindingOf({ instance, provider, callbackUrl }: SocialVisit, browser: string): string {
  return sha256(JSON.stringify([instance.id, provider, callbackUrl, browser]));
}
