import { createClient, type LatchkeyError, operation, type TokenSet, type TokenStore } from '../../src/client/index.js';

/** What compiles for a caller, and what must not: each `@ts-expect-error` is a mistake that the types catch. */
interface Ticket {
  readonly id: string;
}

const tokenStore: TokenStore = { get: async () => null, set: async () => undefined };

const client = createClient({
  platform: { origin: 'https://login.example', instance: 'demo' },
  auth: { mode: 'auto', oauth: { clientId: 'x', tokenStore, autoRefresh: true }, session: { credentials: 'include' } },
  operations: { listTickets: operation<{ limit: number }, readonly Ticket[]>('POST /api/v1/tickets') },
});

export async function right(): Promise<void> {
  const tokens: TokenSet | null = await client.auth.getTokenSet();
  const tickets: readonly Ticket[] = await client.api.listTickets({ limit: 10 });
  const { id } = await client.api.createOrganization({ name: tickets[0]?.id ?? tokens?.scope ?? 'x' });
  await client.api.updateOrganization({ id, name: 'y' }, { mode: 'session', signal: AbortSignal.timeout(1) });
  await client.api.listOrganizations();
  const { accessToken } = await client.oauth2.exchangeAuthorizationCode({
    code: 'c',
    redirectUri: 'https://x.example/',
  });
  await client.oauth2.revokeToken({ token: accessToken });
  await client.session.login({ name: 'a', password: 'b' });
}

export async function wrong(error: LatchkeyError): Promise<void> {
  // @ts-expect-error a mode that there is not
  createClient({ platform: 'https://x.example/demo', auth: { mode: 'cookie' } });
  // @ts-expect-error no platform
  createClient({});
  // @ts-expect-error an operation that there is not
  await client.api.listTacos();
  // @ts-expect-error an input that the operation does not have
  await client.api.createOrganization({ title: 'x' });
  // @ts-expect-error a path parameter that is missing
  await client.api.getOrganization({});
  // @ts-expect-error an answer that has no such member
  void (await client.api.createOrganization({ name: 'x' })).nonsense;
  // @ts-expect-error an operation of one's own with a wrong input
  await client.api.listTickets({ limit: 'ten' });
  // @ts-expect-error a token that may be absent
  await client.oauth2.revokeToken({ token: (await client.auth.getTokenSet())?.accessToken });
  // @ts-expect-error an exchange without a code
  await client.oauth2.exchangeAuthorizationCode({ redirectUri: 'x' });
  // @ts-expect-error a route without a method
  await client.request('/api/users/me');
  // @ts-expect-error a status is a number
  error.status.toUpperCase();
}
