import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNotModifiedResponse, ApiOkResponse, ApiQuery } from '@nestjs/swagger';
import { CurrentPrincipal, Public, Requires } from '../../../access/index.js';
import { forbidden } from '../../../core/errors.js';
import type { Principal } from '../../../core/principal.js';
import { CurrentInstance, type Instance } from '../../../instances/index.js';
import { KeyRing } from '../../../keys/index.js';
import { Context, HttpReply, Reply, RequestContext } from '../../../platform/index.js';
import { RevokedTokenList } from '../../../tokens/index.js';
import { isUnchanged } from './directory-condition.js';
import { ALWAYS, Answers, BEARER_REFUSALS, Conditional, DirectoryApi } from './directory-documentation.js';
import { DirectoryQuery } from './directory-input.js';
import { at } from './directory-paths.js';
import { LanguageDto, RevokedTokenDto, RevokedTokensDto, RoleDto, RsaKeySetDto } from './public.dto.js';

const KEYS_MAX_AGE = 300;
const REVOKED_MAX_AGE = 5;

/** What anyone may know: for who verifies tokens elsewhere. */
@Controller()
@DirectoryApi()
export class PublicController {
  constructor(
    private readonly keys: KeyRing,
    private readonly revoked: RevokedTokenList,
  ) {}

  /** In the order of their bits in tokens. */
  @Get(at('roles'))
  @Public()
  @Answers('What a member may be', 'invalid_input', ...ALWAYS)
  @ApiQuery({ name: 'lang', required: false, schema: { type: 'string', example: 'de' } })
  @ApiOkResponse({ type: [RoleDto] })
  roles(@DirectoryQuery(LanguageDto) language: LanguageDto): RoleDto[] {
    return RoleDto.all(language);
  }

  /** The RSA keys that tokens are verified with; there may be several, and they change unannounced. */
  @Get(at('jwt_public_keys'))
  @Public()
  @Answers('The public keys', ...ALWAYS)
  @Conditional()
  @ApiOkResponse({ type: RsaKeySetDto })
  @ApiNotModifiedResponse({ description: 'The keys are those of the `If-None-Match`' })
  async publicKeys(
    @CurrentInstance() { id }: Instance,
    @Context() context: RequestContext,
    @Reply() reply: HttpReply,
  ): Promise<RsaKeySetDto | undefined> {
    const set = RsaKeySetDto.of(await this.keys.jwks(id));
    const content = JSON.stringify(set);
    return isUnchanged(context, reply, { content, maxAge: KEYS_MAX_AGE }) ? undefined : set;
  }

  /** Only of tokens that have not expired. At most a second old, and kept by caches for a few more. */
  @Get(at('revoked_access_tokens'))
  @Public()
  @Answers('Which tokens were revoked', ...ALWAYS)
  @Conditional()
  @ApiOkResponse({ type: RevokedTokensDto })
  @ApiNotModifiedResponse({ description: 'They are those of the `If-None-Match`' })
  async listRevoked(
    @CurrentInstance() { id }: Instance,
    @Context() context: RequestContext,
    @Reply() reply: HttpReply,
  ): Promise<RevokedTokensDto | undefined> {
    const { ids, fingerprint } = await this.revoked.list(id);
    const known = isUnchanged(context, reply, { content: fingerprint, maxAge: REVOKED_MAX_AGE });
    return known ? undefined : { revoked_token_ids: [...ids] };
  }

  /** Revokes the token that it is asked with; no body is looked at. */
  @Post(at('revoked_access_tokens'))
  @HttpCode(201)
  @Requires({ credential: 'token' })
  @Answers('Revokes the own token', 'payload_too_large', 'unsupported_media_type', ...BEARER_REFUSALS)
  @ApiCreatedResponse({ type: RevokedTokenDto })
  async revoke(@CurrentPrincipal() { instanceId, credential }: Principal): Promise<RevokedTokenDto> {
    if (credential.kind !== 'token') throw forbidden('this kind of credential is not accepted here');
    await this.revoked.revoke(instanceId, credential.id);
    return { access_token_id: credential.id };
  }
}
