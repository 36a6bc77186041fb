import { Apps, type ClientInput, type ClientKeysInput, Clients, type ManagedClient } from '../apps/index.js';
import { notFound } from '../core/errors.js';
import type { Command, OptionDescriptions } from './command.js';
import type { Options } from './options.js';
import { UsageError } from './usage-error.js';

const KEY_OPTIONS: OptionDescriptions = {
  jwks: { value: 'json', summary: 'its public keys as a JWK Set: it signs assertions instead of having a secret' },
  'jwks-uri': { value: 'url', summary: 'where it publishes them instead' },
};

export const CLIENT_OPTIONS: OptionDescriptions = {
  'redirect-uri': { value: 'uri', summary: 'where people are sent back to', isRepeatable: true },
  'post-logout-redirect-uri': { value: 'uri', summary: 'where they go after signing out', isRepeatable: true },
  public: { summary: 'it can keep no secret (a browser or phone app): PKCE instead of one' },
  ...KEY_OPTIONS,
};

export function clientInput(options: Options): Omit<ClientInput, 'appId' | 'instanceId'> {
  return {
    keys: keysIn(options),
    redirectUris: options.list('redirect-uri'),
    postLogoutRedirectUris: options.list('post-logout-redirect-uri'),
    isPublic: options.has('public'),
  };
}

/** The keys that are named, if any. @throws UsageError for what is no JSON */
function keysIn(options: Options): ClientKeysInput | undefined {
  const [jwks, jwksUri] = [options.find('jwks'), options.find('jwks-uri')];
  if (jwks === undefined && jwksUri === undefined) return undefined;
  return { jwks: jwks === undefined ? undefined : jsonOf(jwks), jwksUri };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError('--jwks is not JSON');
  }
}

export const clientCreate: Command = {
  name: 'client create',
  summary: 'Make another client of an app, and answer its id and secret.',
  options: { app: { value: 'name', summary: 'technical name of the app', isRequired: true }, ...CLIENT_OPTIONS },
  async run(context, options) {
    const { id: instanceId, name: instance, issuer } = await context.instance(options);
    const [apps, clients] = [await context.get(Apps), await context.get(Clients)];
    const appId = await apps.getId(instanceId, options.get('app'));
    const { id, secret } = await clients.create({ ...clientInput(options), instanceId, appId });
    return { app_id: appId, client_id: id, client_secret: secret, instance, issuer };
  },
};

export const clientList: Command = {
  name: 'client list',
  summary: 'List the clients of an app, disabled ones included, without their secrets.',
  options: { app: { value: 'name', summary: 'technical name of the app', isRequired: true } },
  async run(context, options) {
    const { id: instanceId, name: instance } = await context.instance(options);
    const [apps, clients] = [await context.get(Apps), await context.get(Clients)];
    const appId = await apps.getId(instanceId, options.get('app'));
    return { instance, app_id: appId, clients: (await clients.list(appId)).map(answerOf) };
  },
};

export const clientRotateSecret: Command = {
  name: 'client rotate-secret',
  summary: 'Give a client a new secret. The tokens that it has live on, unless they are revoked.',
  options: {
    'client-id': { value: 'id', summary: 'the client', isRequired: true },
    overlap: { value: 'time', summary: 'how long the secrets before stay valid (24h, 15m); without it, not at all' },
    'revoke-tokens': { summary: 'kill the tokens too that were issued to it' },
  },
  async run(context, options) {
    const instance = await context.instance(options);
    const overlap = options.duration('overlap');
    const clients = await context.get(Clients);
    const client = await clients.find(instance.id, options.get('client-id'));
    if (!client) throw notFound('there is no such client');
    const revokeTokens = options.has('revoke-tokens');
    const secret = await clients.rotateSecret({ client, overlap, revokeTokens });
    return { client_id: client.id, client_secret: secret, overlap_seconds: overlap / 1_000, instance: instance.name };
  },
};

export const clientSetAuthentication: Command = {
  name: 'client set-authentication',
  summary:
    'Let a client sign assertions with the keys that are named, in place of its secrets; without keys, give it a secret.',
  options: { 'client-id': { value: 'id', summary: 'the client', isRequired: true }, ...KEY_OPTIONS },
  async run(context, options) {
    const instance = await context.instance(options);
    const clients = await context.get(Clients);
    const client = await clients.find(instance.id, options.get('client-id'));
    if (!client) throw notFound('there is no such client');
    const keys = keysIn(options);
    const { id, secret } = await clients.setAuthentication({ client, keys });
    const method = keys ? 'private_key_jwt' : 'client_secret_basic';
    return { client_id: id, authentication_method: method, client_secret: secret, instance: instance.name };
  },
};

function answerOf({ id, name, status, isPublic, redirectUris, authenticationMethod }: ManagedClient): object {
  const authentication = { public: isPublic, authentication_method: authenticationMethod };
  return { client_id: id, name, status, ...authentication, redirect_uris: redirectUris };
}
