import type { INestApplicationContext } from '@nestjs/common';
import { AccessModule } from '../../src/access/index.js';
import type { MembershipId, OrganizationId } from '../../src/core/ids.js';
import { type Instance, Instances } from '../../src/instances/index.js';
import {
  INVITATION_LINK,
  InvitationAnswers,
  Invitations,
  Memberships,
  Organizations,
  OrganizationsModule,
  type PersonCaller,
} from '../../src/organizations/index.js';
import { Database, Vault } from '../../src/platform/index.js';
import { Users } from '../../src/users/index.js';
import { FixedClock } from '../support/fixed-clock.js';
import { Nodes, refusal } from '../support/nodes.js';

const ROUNDS = 200;
const CROWD = 20;
const HOUR = 3_600_000;
const FIRST_PAGE = { offset: 0, limit: 100 };

interface Owner {
  readonly caller: PersonCaller;
  readonly email: string;
  /** The replica that serves this person. */
  readonly node: INestApplicationContext;
}

const clock = new FixedClock();
let nodes: Nodes;
let replicas: readonly [INestApplicationContext, INestApplicationContext];
let instance: Instance;
let count = 0;

beforeAll(async () => {
  const access = AccessModule.forRoot({ imports: [], strategies: [] });
  nodes = await Nodes.on({ modules: [OrganizationsModule, access], clock });
  replicas = [await nodes.start(), await nodes.start()];
  instance = await replicas[0].get(Instances).create({ name: 'demo', title: 'Demo' });
});
afterAll(() => nodes.cleanup());

async function person(node: INestApplicationContext): Promise<Owner> {
  count += 1;
  const email = `person${count}@example.com`;
  const { id: userId } = await node.get(Users).create({ instanceId: instance.id, email, name: 'Pat' });
  return { caller: { type: 'person', instanceId: instance.id, userId }, email, node };
}

async function found({ caller, node }: Owner): Promise<OrganizationId> {
  count += 1;
  return (await node.get(Organizations).create(caller, { name: `Organization ${count}` })).id;
}

async function invited(by: Owner, organizationId: string, email: string, role: 'owner' | 'member'): Promise<string> {
  // More than a mailbox gets in an hour.
  clock.advance(HOUR / 5);
  await by.node.get(Invitations).invite(by.caller, organizationId, { email, roles: [role] });
  const [row] = await by.node
    .get(Database)
    .query<{ payload: string }>('SELECT payload FROM outbox_messages ORDER BY created_at DESC LIMIT 1');
  const { sealedLink } = JSON.parse(row?.payload ?? '{}') as { sealedLink: string };
  return new URL(by.node.get(Vault).open(INVITATION_LINK, sealedLink).toString()).searchParams.get('token') ?? '';
}

const membershipOf = async ({ node, caller }: Owner, organizationId: OrganizationId) =>
  node.get(Memberships).find(caller.userId, organizationId);

/** Both are owners again, whatever the last round has made of them. */
async function restore(
  owners: readonly [Owner, Owner],
  organizationId: OrganizationId,
): Promise<[MembershipId, MembershipId]> {
  const isOwner = async (one: Owner) => (await membershipOf(one, organizationId))?.roles.includes('owner') ?? false;
  const [left, right] = owners;
  const [by, other] = (await isOwner(left)) ? [left, right] : [right, left];
  const lost = await membershipOf(other, organizationId);
  if (!lost) {
    await other.node
      .get(InvitationAnswers)
      .accept(other.caller, await invited(by, organizationId, other.email, 'owner'));
  } else if (!lost.roles.includes('owner')) {
    await by.node.get(Memberships).setRoles(by.caller, { organizationId, membershipId: lost.id }, ['owner']);
  }
  const [one, two] = [await membershipOf(left, organizationId), await membershipOf(right, organizationId)];
  if (!one || !two) throw new Error('both should be members');
  return [one.id, two.id];
}

type Move = (by: Owner, own: string, others: string, organizationId: string) => Promise<unknown>;

const demote: Move = ({ node, caller }, _, membershipId, organizationId) =>
  node.get(Memberships).setRoles(caller, { organizationId, membershipId }, ['member']);
const remove: Move = ({ node, caller }, _, membershipId, organizationId) =>
  node.get(Memberships).remove(caller, { organizationId, membershipId });
const leave: Move = ({ node, caller }, _own, _others, organizationId) =>
  node.get(Memberships).leave(caller, organizationId);
const stepDown: Move = ({ node, caller }, membershipId, _, organizationId) =>
  node.get(Memberships).setRoles(caller, { organizationId, membershipId }, ['member']);

describe('T172 the race of the last two owners, on two replicas', () => {
  it.each<[string, Move, Move]>([
    ['demote each other', demote, demote],
    ['both leave', leave, leave],
    ['remove each other', remove, remove],
    ['step down, and leave', stepDown, leave],
  ])(
    `leaves one of them: they %s, ${ROUNDS} rounds`,
    async (_, first, second) => {
      const owners = [await person(replicas[0]), await person(replicas[1])] as const;
      const organizationId = await found(owners[0]);
      for (let round = 0; round < ROUNDS; round += 1) {
        const [one, two] = await restore(owners, organizationId);
        const outcomes = await Promise.all([
          refusal(first(owners[0], one, two, organizationId)),
          refusal(second(owners[1], two, one, organizationId)),
        ]);
        const [owned] = await replicas[0]
          .get(Database)
          .query<{ total: number }>(
            'SELECT COUNT(*) AS total FROM memberships WHERE organization_id = $1 AND is_owner = $2',
            [organizationId, true],
          );
        expect(Number(owned?.total)).toBe(1);
        // One goes through; the other is told that an owner has to stay, or has lost the right or the membership meanwhile.
        expect(outcomes.filter((outcome) => outcome === undefined)).toHaveLength(1);
        expect(['conflict', 'forbidden', 'not_found', undefined]).toEqual(expect.arrayContaining(outcomes));
      }
    },
    300_000,
  );
});

describe('T173 the race for one invitation, on two replicas', () => {
  it(`lets one of ${CROWD} parallel acceptances win, in each of ${ROUNDS} rounds`, async () => {
    const [owner, guest] = [await person(replicas[0]), await person(replicas[1])];
    const organizationId = await found(owner);
    for (let round = 0; round < ROUNDS; round += 1) {
      const token = await invited(owner, organizationId, guest.email, 'member');
      const attempts = Array.from({ length: CROWD }, (_, index) =>
        refusal((replicas[index % 2] ?? replicas[0]).get(InvitationAnswers).accept(guest.caller, token)),
      );
      const outcomes = await Promise.all(attempts);
      expect(outcomes.filter((outcome) => outcome === undefined)).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'not_found')).toHaveLength(CROWD - 1);
      const { members } = await owner.node.get(Memberships).list(owner.caller, organizationId, FIRST_PAGE);
      expect(members.map(({ roles }) => roles)).toEqual([['owner'], ['member']]);
      await guest.node.get(Memberships).leave(guest.caller, organizationId);
    }
  }, 300_000);

  it(`lets nobody in whom its inviter may no longer invite: demotion against acceptance, ${ROUNDS} rounds`, async () => {
    const [owner, inviter, guest] = [await person(replicas[0]), await person(replicas[1]), await person(replicas[1])];
    const organizationId = await found(owner);
    await inviter.node
      .get(InvitationAnswers)
      .accept(inviter.caller, await invited(owner, organizationId, inviter.email, 'owner'));
    const membershipId = (await membershipOf(inviter, organizationId))?.id ?? '';
    const setRoles = (role: 'owner' | 'member') =>
      owner.node.get(Memberships).setRoles(owner.caller, { organizationId, membershipId }, [role]);
    for (let round = 0; round < ROUNDS; round += 1) {
      const token = await invited(inviter, organizationId, guest.email, 'member');
      const [outcome] = await Promise.all([
        refusal(guest.node.get(InvitationAnswers).accept(guest.caller, token)),
        setRoles('member'),
      ]);
      const isIn = (await membershipOf(guest, organizationId)) !== undefined;
      expect([outcome, isIn]).toEqual(outcome === undefined ? [undefined, true] : ['not_found', false]);
      if (isIn) await guest.node.get(Memberships).leave(guest.caller, organizationId);
      // Whatever came first: now the invitation is spent or void.
      expect(await refusal(guest.node.get(InvitationAnswers).accept(guest.caller, token))).toBe('not_found');
      await setRoles('owner');
    }
  }, 300_000);
});
