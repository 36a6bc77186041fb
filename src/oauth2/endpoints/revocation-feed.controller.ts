import { Controller, Get, Query, UseFilters } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Requires } from '../../access/index.js';
import type { Principal } from '../../core/principal.js';
import { HttpReply, OAuthErrorFilter, Reply } from '../../platform/index.js';
import { RevocationTail } from '../../revocations/index.js';
import { OAuthRefuses } from './oauth-documentation.js';
import { RevocationFeedDto, RevocationFeedQueryDto } from './revocation-feed.dto.js';

/** For services that verify our tokens themselves: what of them has ended meanwhile. */
@Controller(':instance/oauth2/v1')
@UseFilters(OAuthErrorFilter)
@ApiTags('OAuth 2')
export class RevocationFeedController {
  constructor(private readonly tail: RevocationTail) {}

  /**
   * By id and secret of a confidential client, or by a token that it has for itself with `directory.revocations.r`. The answer comes as
   * soon as something happens, or when the wait is over.
   */
  @Get('revocations')
  @Requires({ bearer: 'client', credential: ['basic', 'token'] })
  @ApiOperation({ summary: 'Follow what is revoked (long poll)' })
  @OAuthRefuses('credentials_required', 'invalid_client', 'invalid_token', 'invalid_session', 'invalid_api_key')
  @OAuthRefuses('insufficient_scope', 'forbidden', 'https_required')
  @OAuthRefuses('invalid_request', 'invalid_input', 'unknown_instance', 'rate_limited', 'temporarily_unavailable')
  async follow(
    @CurrentPrincipal() principal: Principal,
    @Query() { after = 0, wait = 0 }: RevocationFeedQueryDto,
    @Reply() reply: HttpReply,
  ): Promise<RevocationFeedDto> {
    reply.header('cache-control', 'no-store');
    const followed = await this.tail.follow(principal, { after, wait: wait * 1_000 });
    if (this.tail.isClosing) reply.header('connection', 'close');
    return RevocationFeedDto.of(followed);
  }
}
