import fc from 'fast-check';
import { isAdmin, isOwner, mayGrantRoles, orderedRoles, type Role, roleBits, ROLES } from '../../src/core/roles.js';

const roles = fc.subarray([...ROLES]);

describe('roles', () => {
  it('stand in the directory’s fixed order', () => {
    expect(ROLES.join(' ')).toBe(
      'owner admin member purchaser production_planner customer_service_representative sales_representative designer developer',
    );
  });

  it.each<[Role[], boolean, boolean]>([
    [[], false, false],
    [['member', 'developer'], false, false],
    [['admin'], true, false],
    [['owner'], true, true],
    [['member', 'owner'], true, true],
  ])('%j: admin %s, owner %s', (held, admin, owner) => {
    expect([isAdmin(held), isOwner(held)]).toEqual([admin, owner]);
  });

  it('are given by admins, but an owner’s by owners only (T171)', () => {
    fc.assert(
      fc.property(roles, roles, (actor, given) => {
        const expected = actor.includes('owner') || (actor.includes('admin') && !given.includes('owner'));
        expect(mayGrantRoles(actor, given)).toBe(expected);
      }),
    );
  });

  it('are put in order, each once', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ROLES)), (held) => {
        const ordered = orderedRoles(held);
        expect(new Set(ordered)).toEqual(new Set(held));
        expect(ordered.map((role) => ROLES.indexOf(role))).toEqual(
          [...new Set(held)].map((role) => ROLES.indexOf(role)).sort((a, b) => a - b),
        );
      }),
    );
  });

  it('are bits by their place', () => {
    expect(roleBits(['owner'])).toBe(1);
    expect(roleBits(['member', 'developer'])).toBe(0b1_0000_0100);
    fc.assert(
      fc.property(roles, (held) => {
        expect(ROLES.filter((_, place) => (roleBits(held) >> place) & 1)).toEqual(held);
      }),
    );
  });
});
