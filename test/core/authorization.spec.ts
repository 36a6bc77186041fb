import fc from 'fast-check';
import { authorize } from '../../src/core/authorization.js';
import type { GrantId, InstanceId } from '../../src/core/ids.js';
import type { BearerType, Credential, CredentialKind, Principal } from '../../src/core/principal.js';
import { refusal } from './refusal.js';

const BEARERS: BearerType[] = ['person', 'organization', 'client'];
const KINDS: CredentialKind[] = ['token', 'session', 'api-key', 'basic'];
const SCOPES = ['a.r', 'a.w', 'a.rw'];

function principal(type: BearerType, kind: CredentialKind, scope: readonly string[]): Principal {
  return {
    instanceId: 'instance' as InstanceId,
    bearer: { type, id: 'bearer' },
    grantId: 'grant' as GrantId,
    scope: new Set(scope),
    credential: { kind, id: 'credential', audience: [], expiresAt: 0, authenticatedAt: 0 } as unknown as Credential,
  };
}

describe('authorize', () => {
  it('tells the scope that is missing (RFC 6750 §3.1)', () => {
    const caller = principal('person', 'token', ['a.r']);
    expect(() => authorize(caller, { scope: 'a.r' })).not.toThrow();
    expect(() => authorize(caller, { scope: 'a.w' })).toThrow(refusal('insufficient_scope', { scope: 'a.w' }));
    expect(() => authorize(caller, { scope: 'a' })).toThrow(refusal('insufficient_scope', { scope: 'a' }));
    expect(() => authorize(caller, { scope: 'a.r a.w' })).toThrow(refusal('insufficient_scope'));
  });

  it('refuses the wrong bearer or credential whatever its scope', () => {
    const caller = principal('organization', 'api-key', SCOPES);
    expect(() => authorize(caller, { bearer: 'person', scope: 'a.r' })).toThrow(refusal('forbidden'));
    expect(() => authorize(caller, { credential: ['session', 'token'], scope: 'a.x' })).toThrow(refusal('forbidden'));
    expect(() => authorize(caller, { bearer: [] })).toThrow(refusal('forbidden'));
  });

  it('asks nothing where nothing is required', () => {
    for (const type of BEARERS)
      for (const kind of KINDS) expect(() => authorize(principal(type, kind, []), {})).not.toThrow();
  });

  it('admits exactly who meets every named member (the model: the requirement as a table)', () => {
    const oneOrSome = <T>(values: T[]): fc.Arbitrary<T | T[] | undefined> =>
      fc.oneof(fc.constant(undefined), fc.constantFrom(...values), fc.subarray(values));
    const requirements = fc.record({
      scope: fc.constantFrom(undefined, ...SCOPES),
      bearer: oneOrSome(BEARERS),
      credential: oneOrSome(KINDS),
    });
    const callers = fc.tuple(fc.constantFrom(...BEARERS), fc.constantFrom(...KINDS), fc.subarray(SCOPES));
    const rows = <T>(accepted: T | T[] | undefined, all: T[]): T[] =>
      accepted === undefined ? all : ([accepted].flat() as T[]);
    fc.assert(
      fc.property(callers, requirements, ([type, kind, scope], requirement) => {
        const admitted =
          rows(requirement.bearer, BEARERS).some((row) => row === type) &&
          rows(requirement.credential, KINDS).some((row) => row === kind) &&
          (requirement.scope === undefined || scope.includes(requirement.scope));
        const attempt = (): void => authorize(principal(type, kind, scope), requirement);
        if (admitted) expect(attempt).not.toThrow();
        else expect(attempt).toThrow(expect.objectContaining({ status: 403 }));
      }),
      { numRuns: 1_000 },
    );
  });
});
