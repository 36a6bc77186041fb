/** OpenID Connect Discovery §4 puts the well-known part last, RFC 8414 §3.1 first; software of either kind finds both documents. */
export const DISCOVERY_PATHS = [
  ':instance/oauth2/v1/.well-known/openid-configuration',
  ':instance/oauth2/v1/.well-known/oauth-authorization-server',
  '.well-known/openid-configuration/:instance/oauth2/v1',
  '.well-known/oauth-authorization-server/:instance/oauth2/v1',
  'oauth2/.well-known/openid-configuration',
];
