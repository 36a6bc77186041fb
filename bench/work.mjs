// What is measured. A work item gives autocannon's requests for one round; `isRight` tells an honest answer from a quick refusal.
import { IDENTITY, ISSUER, PEOPLE, scopeOf } from './fixture.mjs';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

const post = (path, form, headers = {}) => ({
  method: 'POST',
  path,
  headers: { ...FORM, ...headers },
  body: new URLSearchParams(form).toString(),
});

const clientCredentials = (name, api) => ({
  name: `client_credentials ${name}`,
  requests: ({ basic }) => [
    post(`${ISSUER}/token`, { grant_type: 'client_credentials', scope: scopeOf(api) }, { authorization: basic }),
  ],
});

const introspection = (name, token) => ({
  name: `introspection ${name}`,
  requests: (traffic) => [post(`${ISSUER}/introspect`, { token: traffic[token] }, { authorization: traffic.basic })],
  isRight: (body) => body.includes('"active":true'),
});

const userinfo = (name, headers) => ({
  name: `userinfo ${name}`,
  requests: (traffic) => [{ method: 'GET', path: `${ISSUER}/userinfo`, headers: headers(traffic) }],
});

/** As many chains as connections: each request takes a token, each answer puts its successor back. */
const refresh = (name, scope) => ({
  name: `refresh ${name}`,
  // New ones each time: what was on its way when a round ended is spent, and its successor was never received.
  before: async (traffic) => ({ ...traffic, refreshTokens: await traffic.openChains(scope) }),
  requests: ({ refreshTokens, basic }) => [
    {
      setupRequest: (request) => {
        const form = { grant_type: 'refresh_token', refresh_token: refreshTokens.pop() };
        return { ...request, ...post(`${ISSUER}/token`, form, { authorization: basic }) };
      },
      onResponse: (status, body) => {
        if (status === 200) refreshTokens.push(JSON.parse(body).refresh_token);
      },
    },
  ],
});

/** Fewer at once than there are people, who take turns: one account bears no more guesses at a time. */
const login = {
  name: 'password login',
  connections: PEOPLE / 2,
  status: 303,
  requests: ({ people }) => {
    let turn = 0;
    return [
      {
        setupRequest: (request) => {
          const { path, form, browser } = people[(turn += 1) % people.length];
          return { ...request, method: 'POST', path, body: form, headers: { ...FORM, cookie: browser } };
        },
      },
    ];
  },
};

export const WORK = [
  clientCredentials('ES256', 'curve'),
  clientCredentials('RS256', 'rsa'),
  clientCredentials('opaque', 'opaque'),
  introspection('JWT', 'jwt'),
  introspection('opaque', 'opaque'),
  refresh('with rotation', scopeOf('curve')),
  refresh('with ID token RS256', IDENTITY),
  userinfo('bearer', ({ personal }) => ({ authorization: `Bearer ${personal}` })),
  userinfo('cookie', ({ session }) => ({ cookie: session })),
  login,
];
