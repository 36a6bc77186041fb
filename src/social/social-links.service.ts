import { Injectable } from '@nestjs/common';
import { AuthError, forbidden } from '../core/errors.js';
import type { Instance } from '../instances/index.js';
import { Clock } from '../platform/index.js';
import { type Session, SessionCookie, Sessions } from '../sessions/index.js';
import { Identities } from './identities.service.js';
import type { ProviderProfile } from './provider-profile.js';
import { ProviderJourney } from './provider-journey.service.js';
import type { SocialWish } from './social-flow.js';
import type { SocialVisit } from './social-flows.service.js';

/** Milliseconds that a sign-in is fresh for: a session that was left open is not enough to add a way into the account (T236). */
const FRESH = 5 * 60_000;

type Link = NonNullable<SocialWish['link']>;

/** Adding a provider to the account of who is signed in: begun, and ended, in one session. */
@Injectable()
export class SocialLinks {
  constructor(
    private readonly journey: ProviderJourney,
    private readonly identities: Identities,
    private readonly sessions: Sessions,
    private readonly cookie: SessionCookie,
    private readonly clock: Clock,
  ) {}

  isFresh(authenticatedAt: number): boolean {
    return this.clock.now() - authenticatedAt <= FRESH;
  }

  isAllowed({ settings }: Instance): boolean {
    return settings.social?.linking ?? true;
  }

  /** The address at the provider. @throws forbidden where linking is off, not_found where the provider is; temporarily_unavailable */
  async start(visit: SocialVisit, link: Link): Promise<string> {
    if (!this.isAllowed(visit.instance)) throw forbidden('accounts are not linked with other providers here');
    return this.journey.leave(visit, { link, carried: {} });
  }

  /** Why it was not linked, where it was not. */
  async complete(
    { instance, context }: SocialVisit,
    { userId, sessionId }: Link,
    profile: ProviderProfile,
  ): Promise<'linking-off' | 'expired' | 'taken' | undefined> {
    if (!this.isAllowed(instance)) return 'linking-off';
    const session = await this.current(instance, this.cookie.read(context));
    if (session?.id !== sessionId || session.userId !== userId) return 'expired';
    try {
      await this.identities.link({ instanceId: instance.id, userId }, profile);
      return undefined;
    } catch (error) {
      if (error instanceof AuthError && error.code === 'conflict') return 'taken';
      throw error;
    }
  }

  private async current({ id }: Instance, secret: string | undefined): Promise<Session | undefined> {
    return secret === undefined ? undefined : this.sessions.authenticate(id, secret);
  }
}
