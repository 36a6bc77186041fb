import { Injectable } from '@nestjs/common';
import { AuthError } from '../core/errors.js';
import { decideSocialSignIn, type SocialArrival, type SocialRefusal } from '../core/social-sign-in.js';
import type { Instance } from '../instances/index.js';
import { Database } from '../platform/index.js';
import { type User, Users } from '../users/index.js';
import type { Identity } from './identity.js';
import { IdentityStore } from './identity.store.js';
import { type ProviderProfile, toldEmailOf } from './provider-profile.js';
import { SocialAdmission } from './social-admission.service.js';

/** Whose account it is, or why there is none for them. */
export type SocialResolution =
  | { readonly kind: 'user'; readonly user: User; readonly isNew: boolean }
  | { readonly kind: 'refused'; readonly why: SocialRefusal };

/** Whom we know already: by the name at the provider, and by the address. */
interface Known {
  readonly identity?: Identity;
  readonly account?: User;
}

/** Two that arrive at once each see the world before the other; who loses looks again, and finds what the winner has made. */
const ATTEMPTS = 4;

/** Whose account somebody comes to who has proved at a provider who they are. */
@Injectable()
export class SocialAccounts {
  constructor(
    private readonly store: IdentityStore,
    private readonly users: Users,
    private readonly admission: SocialAdmission,
    private readonly database: Database,
  ) {}

  /** @throws conflict where others change the same account all the time */
  async resolve(instance: Instance, profile: ProviderProfile, attempt = 1): Promise<SocialResolution> {
    try {
      return await this.database.transaction(() => this.admit(instance, profile));
    } catch (error) {
      const isOvertaken = error instanceof AuthError && error.code === 'conflict';
      if (!isOvertaken || attempt === ATTEMPTS) throw error;
      return this.resolve(instance, profile, attempt + 1);
    }
  }

  private async admit(instance: Instance, profile: ProviderProfile): Promise<SocialResolution> {
    const known = await this.look(instance, profile);
    const decision = decideSocialSignIn(await this.arrivalOf(instance, profile, known));
    if (decision.kind === 'refuse') return { kind: 'refused', why: decision.why };
    const user = await this.enter(instance, profile, known);
    return { kind: 'user', user, isNew: decision.kind === 'create' };
  }

  private async look(instance: Instance, profile: ProviderProfile): Promise<Known> {
    const { email } = profile;
    const isTheirs = email !== undefined && toldEmailOf(profile) === 'verified';
    // The account first: another first sign-in of the same person may commit between the two reads, and makes both at once.
    const account = isTheirs ? await this.users.findByEmail(instance.id, email) : undefined;
    return { account, identity: await this.store.find(instance.id, profile) };
  }

  private async arrivalOf(instance: Instance, profile: ProviderProfile, known: Known): Promise<SocialArrival> {
    const { identity, account } = known;
    const owner = identity && (await this.users.find(instance.id, identity.userId));
    const linked = account ? await this.store.list({ instanceId: instance.id, userId: account.id }) : [];
    return {
      identity: identity?.isUnlinked ? 'unlinked' : (owner?.status ?? 'none'),
      email: toldEmailOf(profile),
      account: account ? standingOf(account) : 'none',
      isTakenByAnother: linked.some(({ provider }) => provider === profile.provider),
      mayLink: instance.settings.social?.linking ?? true,
      mayCreate: instance.settings.signUp === 'open',
    };
  }

  /** What the rules have allowed follows from who is known: nobody, an account, or a person of that provider. */
  private enter({ id }: Instance, profile: ProviderProfile, { identity, account }: Known): Promise<User> {
    if (identity && !identity.isUnlinked) return this.admission.enter(id, identity, profile);
    if (!account) return this.admission.create(id, profile);
    return account.emailVerified ? this.admission.link(account, profile) : this.admission.reclaim(account, profile);
  }
}

function standingOf({ status, emailVerified }: User): SocialArrival['account'] {
  if (status === 'suspended') return 'suspended';
  return emailVerified ? 'verified' : 'unverified';
}
