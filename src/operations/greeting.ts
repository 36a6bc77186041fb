import type { Instance } from '../instances/index.js';
import type { Settings } from '../platform/index.js';
import type { DemoCredentials } from './demo-seed.service.js';

export interface Started {
  readonly settings: Settings;
  readonly instance: Instance;
  readonly demo?: DemoCredentials;
}

/** What a person sees who has just started the server: where things are, and lines to paste. */
export function greeting({ settings, instance, demo }: Started): string {
  const lines = [
    '',
    '  Latchkey is ready.',
    '',
    `  Pages      ${instance.baseUrl}/`,
    `  Explorer   ${settings.publicUrl}/docs`,
    `  Issuer     ${instance.issuer}`,
    `  Database   ${withoutPassword(settings.databaseUrl)}`,
    ...(settings.production || settings.smtp ? [] : [`  Mail       ${settings.publicUrl}/dev/mail`]),
    ...(demo ? demoLines(instance, demo) : []),
    '',
    '  Stop with Ctrl+C.',
    '',
  ];
  return lines.join('\n');
}

/** Why the server did not start, for whoever has to do something about it. */
export function startFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isTaken = 'code' in error && error.code === 'EADDRINUSE' && 'port' in error;
  return isTaken
    ? `port ${String(error.port)} is taken; stop what listens there, or set PORT to another`
    : error.message;
}

function withoutPassword(databaseUrl: string): string {
  return databaseUrl.replace(/\/\/[^@/]*@/, '//');
}

function demoLines({ issuer }: Instance, { email, password, clientId, clientSecret }: DemoCredentials): string[] {
  const client = `-u ${clientId}:${clientSecret}`;
  const introspect = `curl -s ${client} -d token=$TOKEN -w '\\n' ${issuer}/introspect`;
  return [
    '',
    `  Demo person  ${email}  ${password}`,
    `  Demo client  ${clientId}  ${clientSecret}`,
    '',
    '  Paste these: a token for the demo client, what it is worth, and what it is worth once revoked.',
    '',
    `TOKEN=$(curl -s ${client} -d grant_type=client_credentials ${issuer}/token | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/') && echo $TOKEN`,
    introspect,
    `curl -s ${client} -d token=$TOKEN ${issuer}/revoke && ${introspect}`,
  ];
}
