import type { INestApplication } from '@nestjs/common';
import { describeApi } from './api-document.js';
import { Explorer } from './explorer.service.js';

/** Opens `/docs` and `/openapi.json`. `clientId` names a public client with `/docs/oauth2-redirect.html` as redirect URI, or nobody. */
export function addExplorer(app: INestApplication, clientId = ''): void {
  app.get(Explorer).open({ describe: () => describeApi(app), clientId });
}
