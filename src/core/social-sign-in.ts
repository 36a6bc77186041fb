/** What a provider says of the address, and what it is worth: only a verified one is the person's. */
export type ToldEmail = 'verified' | 'unverified' | 'absent';

/** Whoever comes back from a provider, and what is known of them here. */
export interface SocialArrival {
  /** What stands under (provider, subject), the only name that a person has there (OpenID Connect Core §5.7). */
  readonly identity: 'none' | 'active' | 'suspended' | 'unlinked';
  readonly email: ToldEmail;
  /** Who has that address here; only told where the provider has verified it. */
  readonly account: 'none' | 'unverified' | 'verified' | 'suspended';
  /** Whether that account is linked with another person at the same provider. */
  readonly isTakenByAnother: boolean;
  readonly mayLink: boolean;
  readonly mayCreate: boolean;
}

export type SocialRefusal = 'suspended' | 'unlinked' | 'unverified' | 'taken' | 'linking-off' | 'closed';

export type SocialDecision =
  | { readonly kind: 'sign-in' | 'link' | 'reclaim' | 'create' }
  | { readonly kind: 'refuse'; readonly why: SocialRefusal };

/**
 * The linking rules. A known person signs in, whatever the address says by now; a verified address leads to its account, which is
 * emptied first where nobody had proved it (D12); else there is a new account. An address alone never inherits what another
 * person of the same provider has linked (T234), nor what was unlinked (T237).
 */
export function decideSocialSignIn(arrival: SocialArrival): SocialDecision {
  const { identity, email, account } = arrival;
  if (identity === 'active') return { kind: 'sign-in' };
  if (identity === 'suspended') return refuse('suspended');
  if (email !== 'verified') return refuse(identity === 'unlinked' ? 'unlinked' : 'unverified');
  return account === 'none' ? decideCreation(arrival) : decideLinking(arrival);
}

function decideCreation({ mayCreate }: SocialArrival): SocialDecision {
  return mayCreate ? { kind: 'create' } : refuse('closed');
}

function decideLinking({ identity, account, isTakenByAnother, mayLink }: SocialArrival): SocialDecision {
  if (account === 'suspended') return refuse('suspended');
  if (identity === 'unlinked') return refuse('unlinked');
  if (!mayLink) return refuse('linking-off');
  if (account === 'unverified') return { kind: 'reclaim' };
  return isTakenByAnother ? refuse('taken') : { kind: 'link' };
}

function refuse(why: SocialRefusal): SocialDecision {
  return { kind: 'refuse', why };
}
