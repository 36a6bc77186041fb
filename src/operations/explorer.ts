import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { Settings } from '../platform/index.js';
import { OPENID_SCOPES } from '../resources/index.js';

const DESCRIPTION = `OAuth 2 / OpenID Connect, browser sessions and users, for people and organizations alike.

Every instance has its own issuer, \`/{instance}/oauth2/v1\`; \`/oauth2\` is the default instance, strictly by the RFCs. Try it with
**Authorize**: *person* signs you in (PKCE), *client* takes an id and a secret.`;

/** The OpenAPI document of all that this application serves. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const { publicUrl, defaultInstance, sessionCookie } = app.get(Settings);
  const issuer = `${publicUrl}/${defaultInstance}/oauth2/v1`;
  const scopes = Object.fromEntries([...OPENID_SCOPES].map(([name, { en }]) => [name, en]));
  const document = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Latchkey')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer(publicUrl)
    .addTag('OAuth 2', 'Authorize, token, introspect, revoke')
    .addTag('OpenID Connect', 'Discovery, keys, userinfo')
    .addOAuth2(
      {
        type: 'oauth2',
        description: 'Sign in as a person (authorization code with PKCE)',
        flows: {
          authorizationCode: { authorizationUrl: `${issuer}/authorize`, tokenUrl: `${issuer}/token`, scopes },
        },
      },
      'person',
    )
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An access token' }, 'token')
    .addBasicAuth({ type: 'http', scheme: 'basic', description: 'client_id and client_secret' }, 'client')
    .addCookieAuth(sessionCookie, { type: 'apiKey', in: 'cookie', description: 'Sign in on the pages first' }, 'session')
    .build();
  return SwaggerModule.createDocument(app, document);
}

/** `/docs` and `/openapi.json`, served from the package: nothing is loaded from elsewhere. To be called before listening. */
export function addExplorer(app: INestApplication, clientId: string): void {
  const { publicUrl } = app.get(Settings);
  SwaggerModule.setup('docs', app, () => describeApi(app), {
    jsonDocumentUrl: 'openapi.json',
    customSiteTitle: 'Latchkey API',
    swaggerOptions: {
      persistAuthorization: true,
      tagsSorter: 'alpha',
      oauth2RedirectUrl: `${publicUrl}/docs/oauth2-redirect.html`,
      initOAuth: { clientId, usePkceWithAuthorizationCodeGrant: true, scopes: ['openid', 'profile', 'email'] },
    },
  });
}
