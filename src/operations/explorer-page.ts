/** What the page needs to know of the server. URLs are absolute. */
export interface ExplorerOptions {
  readonly publicUrl: string;
  /** Of a public client; what the form for signing in is filled with. */
  readonly clientId: string;
  /** Of what the page loads: part of the address, so that it may be cached for ever. */
  readonly version: string;
}

/**
 * Nothing but what this server sends. Swagger UI sets styles on its elements, hence 'unsafe-inline' here and nowhere else; its
 * symbols are data URLs; its requests go to the API, which is this origin.
 */
export const EXPLORER_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

export function explorerPage({ publicUrl, version }: ExplorerOptions): string {
  const root = new URL(publicUrl).pathname.replace(/\/$/, '');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Latchkey API</title>
<link rel="icon" type="image/svg+xml" href="${root}/assets/icon.svg">
<link rel="stylesheet" href="${root}/docs/swagger-ui.css?v=${version}">
<link rel="stylesheet" href="${root}/docs/explorer.css?v=${version}">
</head>
<body>
<noscript><p>This page needs JavaScript. The same as a document: <a href="${root}/openapi.json">openapi.json</a></p></noscript>
<div id="swagger-ui"></div>
<script src="${root}/docs/swagger-ui-bundle.js?v=${version}"></script>
<script src="${root}/docs/explorer.js?v=${version}"></script>
</body>
</html>
`;
}

/**
 * Signing in comes back to the public URL, and only a page of the same origin can hear it: who opened `127.0.0.1` instead of
 * `localhost` is sent over. What is entered is kept as long as the page: no secret is left in the browser's storage.
 */
export function explorerScript({ publicUrl, clientId }: ExplorerOptions): string {
  const options = {
    url: `${publicUrl}/openapi.json`,
    dom_id: '#swagger-ui',
    deepLinking: true,
    validatorUrl: null,
    // So many routes at once would take a browser ten seconds: the groups open by a click, or by a link to one of their routes.
    docExpansion: 'none',
    defaultModelsExpandDepth: -1,
    displayRequestDuration: true,
    persistAuthorization: false,
    oauth2RedirectUrl: `${publicUrl}/docs/oauth2-redirect.html`,
  };
  const signIn = { clientId, usePkceWithAuthorizationCodeGrant: true, scopes: ['openid', 'profile', 'email'] };
  return `'use strict';
const home = new URL(${JSON.stringify(`${publicUrl}/docs`)});
const isLoopback = ({ hostname }) => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
const isNamesake = location.origin !== home.origin && location.port === home.port;
if (isNamesake && isLoopback(location) && isLoopback(home)) location.replace(home.href + location.hash);
else SwaggerUIBundle(${JSON.stringify(options)}).initOAuth(${JSON.stringify(signIn)});
`;
}

/** A little of the pages' looks, and a layout that fits a phone. */
export const EXPLORER_STYLESHEET = `body{margin:0;background:#fff}
noscript p{margin:2rem;font:1rem/1.5 sans-serif}
.swagger-ui .info{margin:32px 0 24px}
.swagger-ui .info .title small{vertical-align:middle}
.swagger-ui .info code{overflow-wrap:anywhere}
.swagger-ui .scheme-container{padding:16px 0;box-shadow:none;border-block:1px solid #e4e4e1}
.swagger-ui .opblock .opblock-summary-description{text-wrap:pretty}
.swagger-ui .opblock .opblock-summary-path{max-width:none}
@media (max-width:640px){
.swagger-ui .wrapper{padding:0 14px}
.swagger-ui .info .title{font-size:28px}
.swagger-ui .opblock-tag{display:block;font-size:20px}
.swagger-ui .opblock-tag small{display:block;padding:2px 0 0}
.swagger-ui .opblock-tag .expand-operation{display:none}
.swagger-ui .opblock .opblock-summary-control{flex-wrap:wrap;row-gap:4px}
.swagger-ui .opblock .opblock-summary-method{min-width:62px;font-size:12px}
.swagger-ui .opblock .opblock-summary-path{font-size:13px;overflow-wrap:anywhere}
.swagger-ui .opblock .opblock-summary-description{flex-basis:100%}
.swagger-ui .dialog-ux .modal-ux{min-width:0;width:calc(100vw - 20px)}
}
`;
