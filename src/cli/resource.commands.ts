import { Database } from '../platform/index.js';
import { type NewResourceServer, type NewScope, Resources, type TokenFormat } from '../resources/index.js';
import type { Command } from './command.js';
import type { Options } from './options.js';
import { UsageError } from './usage-error.js';

const TOKEN_FORMATS: readonly TokenFormat[] = ['jwt', 'opaque'];

export const resourceCreate: Command = {
  name: 'resource create',
  summary: 'Make a resource server: an API that accepts our tokens, with the scopes that it defines.',
  options: {
    name: { value: 'name', summary: 'first part of its scopes: a-z, 0-9 and _, 3 to 64 long', isRequired: true },
    title: { value: 'text', summary: 'what people read', isRequired: true },
    audience: { value: 'uri', summary: '`aud` of the tokens for it: an absolute URI', isRequired: true },
    'token-format': { value: 'format', summary: `${TOKEN_FORMATS.join(' or ')}; jwt unless told` },
    scope: {
      value: 'name=sentence',
      summary: 'a scope (<name>.<what>.r, .w or .rw) and what it allows, as people read it on consent',
      isRepeatable: true,
    },
  },
  async run(context, options) {
    const scopes = options.list('scope').map(scopeOf);
    const server = serverOf(options);
    const instance = await context.instance(options);
    const [resources, database] = [await context.get(Resources), await context.get(Database)];
    // A scope that is refused leaves no half of a resource server behind.
    const { id, name, title, audience, tokenFormat } = await database.transaction(async () => {
      const created = await resources.create({ ...server, instanceId: instance.id });
      await resources.addScopes(created, scopes);
      return created;
    });
    const names = scopes.map((scope) => scope.name);
    return { id, name, title, audience, token_format: tokenFormat, scopes: names, instance: instance.name };
  },
};

/** @throws UsageError */
function serverOf(options: Options): Omit<NewResourceServer, 'instanceId'> {
  const [name, title, audience] = [options.get('name'), options.get('title'), options.get('audience')];
  const tokenFormat = options.choice('token-format', TOKEN_FORMATS);
  return { name, title, audience, ...(tokenFormat && { tokenFormat }) };
}

/** @throws UsageError */
function scopeOf(text: string): NewScope {
  const [name, ...rest] = text.split('=');
  const sentence = rest.join('=');
  if (!name || sentence === '') throw new UsageError('--scope is written as name="What it allows"');
  return { name, description: { en: sentence } };
}
