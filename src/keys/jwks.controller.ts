import { Controller, Get } from '@nestjs/common';
import { ApiNotModifiedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../access/index.js';
import { sha256 } from '../core/secret-format.js';
import { CurrentInstance, type Instance } from '../instances/index.js';
import { AnyOrigin, Context, HttpReply, Refuses, Reply, RequestContext } from '../platform/index.js';
import { JwkSetDto } from './jwks.dto.js';
import { JWKS_MAX_AGE } from './key-changes.js';
import { type JwkSet, KeyRing } from './key-ring.service.js';

@Controller()
export class JwksController {
  constructor(private readonly keys: KeyRing) {}

  /** The public keys that tokens of the instance are verified with (RFC 7517 §5). */
  @Get([':instance/oauth2/v1/jwks', 'oauth2/jwks'])
  @Public()
  @AnyOrigin()
  @ApiTags('OpenID Connect')
  @ApiOperation({ summary: 'The public keys (RFC 7517 §5)' })
  @ApiOkResponse({ type: JwkSetDto })
  @ApiNotModifiedResponse({ description: 'The keys are those of the `If-None-Match`' })
  @Refuses('unknown_instance', 'https_required')
  async jwks(
    @CurrentInstance() instance: Instance,
    @Context() context: RequestContext,
    @Reply() reply: HttpReply,
  ): Promise<JwkSet | undefined> {
    const jwks = await this.keys.jwks(instance.id);
    const tag = `"${sha256(JSON.stringify(jwks))}"`;
    reply.header('cache-control', `public, max-age=${JWKS_MAX_AGE}`).header('etag', tag);
    if (!names(context.headers['if-none-match'], tag)) return jwks;
    reply.status(304);
    return undefined;
  }
}

/** Weak comparison (RFC 9110 §13.1.2): a cache in between may have weakened the tag. */
function names(condition: string | undefined, tag: string): boolean {
  if (condition === undefined) return false;
  return condition.split(',').some((entry) => ['*', tag].includes(entry.trim().replace(/^W\//, '')));
}
