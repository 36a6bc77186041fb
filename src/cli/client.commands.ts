import { Apps, type ClientInput, Clients, type ManagedClient } from '../apps/index.js';
import { notFound } from '../core/errors.js';
import type { Command, OptionDescriptions } from './command.js';
import type { Options } from './options.js';

export const CLIENT_OPTIONS: OptionDescriptions = {
  'redirect-uri': { value: 'uri', summary: 'where people are sent back to', isRepeatable: true },
  'post-logout-redirect-uri': { value: 'uri', summary: 'where they go after signing out', isRepeatable: true },
  public: { summary: 'it can keep no secret (a browser or phone app): PKCE instead of one' },
};

export function clientInput(options: Options): Omit<ClientInput, 'appId' | 'instanceId'> {
  return {
    redirectUris: options.list('redirect-uri'),
    postLogoutRedirectUris: options.list('post-logout-redirect-uri'),
    isPublic: options.has('public'),
  };
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

function answerOf({ id, name, status, isPublic, redirectUris }: ManagedClient): object {
  return { client_id: id, name, status, public: isPublic, redirect_uris: redirectUris };
}
