import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable, type NestMiddleware } from '@nestjs/common';
import { AllowedOriginsMiddleware } from '../../instances/index.js';
import { contextOf } from '../../platform/index.js';

/** The JSON API, of the instance that is named or of the default one. The directory API is not for browsers of other origins. */
const API =
  /^(?:\/[a-z][a-z0-9-]{1,62})?\/api\/(?:auth|users|api-keys|brands|sessions|organizations|apps|scopes)(?:\/|$)/;

/** A front end at an origin that the instance allows may use all of the JSON API, the refresh cookie included. */
@Injectable()
export class FrontEndOrigins implements NestMiddleware {
  constructor(private readonly origins: AllowedOriginsMiddleware) {}

  async use(request: IncomingMessage, response: ServerResponse, next: () => void): Promise<void> {
    if (API.test(contextOf(request).path)) await this.origins.use(request, response, next);
    else next();
  }
}
