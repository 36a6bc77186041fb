import { decideSocialSignIn, type SocialArrival } from '../../src/core/social-sign-in.js';

const nobody: SocialArrival = {
  identity: 'none',
  email: 'verified',
  account: 'none',
  isTakenByAnother: false,
  mayLink: true,
  mayCreate: true,
};

const decide = (arrival: Partial<SocialArrival>): string => {
  const decision = decideSocialSignIn({ ...nobody, ...arrival });
  return decision.kind === 'refuse' ? decision.why : decision.kind;
};

describe('who comes back from another provider (D12)', () => {
  it.each<[string, Partial<SocialArrival>, string]>([
    ['a known person', { identity: 'active' }, 'sign-in'],
    [
      'a known person, whatever the address says by now',
      { identity: 'active', email: 'unverified', account: 'verified' },
      'sign-in',
    ],
    [
      'a known person, where nothing is linked or made any more',
      { identity: 'active', mayLink: false, mayCreate: false },
      'sign-in',
    ],
    ['a known person who is suspended', { identity: 'suspended' }, 'suspended'],
    ['somebody new', {}, 'create'],
    ['somebody new, where accounts are not made', { mayCreate: false }, 'closed'],
    ['somebody new, where nothing is linked', { mayLink: false }, 'create'],
    ['somebody without an address', { email: 'absent' }, 'unverified'],
    ['somebody with an address that is not verified', { email: 'unverified' }, 'unverified'],
    ['the owner of an account', { account: 'verified' }, 'link'],
    ['the owner of an account, where accounts are not made', { account: 'verified', mayCreate: false }, 'link'],
    ['the owner of an account, where nothing is linked', { account: 'verified', mayLink: false }, 'linking-off'],
    ['the owner of an account that is suspended', { account: 'suspended' }, 'suspended'],
    ['the owner of an address that nobody has proved here', { account: 'unverified' }, 'reclaim'],
    [
      'the same, where its maker has linked a person of that provider',
      { account: 'unverified', isTakenByAnother: true },
      'reclaim',
    ],
    ['the same, where nothing is linked', { account: 'unverified', mayLink: false }, 'linking-off'],
    ['the next owner of a recycled address (T234)', { account: 'verified', isTakenByAnother: true }, 'taken'],
    ['a sign-in that was removed from its account (T237)', { identity: 'unlinked', account: 'verified' }, 'unlinked'],
    ['a removed sign-in whose address is not verified', { identity: 'unlinked', email: 'unverified' }, 'unlinked'],
    ['a removed sign-in whose address is nobody’s here', { identity: 'unlinked' }, 'create'],
  ])('%s', (_, arrival, expected) => expect(decide(arrival)).toBe(expected));
});
