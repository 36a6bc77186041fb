import type { Instance } from './instances/index.js';
import type { DemoCredentials } from './operations/index.js';
import type { Settings } from './platform/index.js';

/** What a person sees who has just started the server: where things are, and lines to paste. */
export function greeting(started: { settings: Settings; instance: Instance; demo?: DemoCredentials }): string {
  const { settings, instance, demo } = started;
  const lines = [
    '',
    `  Latchkey is ready.`,
    '',
    `  Pages      ${instance.baseUrl}/`,
    `  Explorer   ${settings.publicUrl}/docs`,
    `  Issuer     ${instance.issuer}`,
    ...(demo ? demoLines(instance, demo) : []),
    '',
  ];
  return lines.join('\n');
}

function demoLines({ issuer }: Instance, { email, password, clientId, clientSecret }: DemoCredentials): string[] {
  const client = `-u ${clientId}:${clientSecret}`;
  return [
    '',
    `  Demo person  ${email}  ${password}`,
    `  Demo client  ${clientId}  ${clientSecret}`,
    '',
    '  A token for the demo client, what it is worth, and its end:',
    '',
    `TOKEN=$(curl -s ${client} -d grant_type=client_credentials ${issuer}/token | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/') && echo $TOKEN`,
    `curl -s ${client} -d token=$TOKEN ${issuer}/introspect`,
    `curl -s ${client} -d token=$TOKEN ${issuer}/revoke -w 'revoked: %{http_code}\\n'`,
  ];
}
