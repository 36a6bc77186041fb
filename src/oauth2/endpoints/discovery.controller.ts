import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../../access/index.js';
import { standard } from '../../core/profile.js';
import { ASSERTION_ALGORITHMS } from '../../core/public-jwks.js';
import { CurrentInstance, type Instance, SIGNING_ALGORITHMS } from '../../instances/index.js';
import { AnyOrigin, HttpReply, Refuses, Reply, Settings } from '../../platform/index.js';
import { Resources } from '../../resources/index.js';
import { PROMPTS } from '../authorize/authorization-request.js';
import { RESPONSE_MODES } from '../authorize/response-mode.js';
import { GRANT_TYPES } from '../grants/grants.js';
import { DISCOVERY_PATHS } from './discovery-paths.js';
import { DiscoveryDto } from './oauth.dto.js';

const MAX_AGE = 300;

@Controller()
@Public()
@ApiTags('OpenID Connect')
@Refuses('unknown_instance', 'https_required')
export class DiscoveryController {
  constructor(
    private readonly resources: Resources,
    private readonly settings: Settings,
  ) {}

  /** All that works here, and nothing that does not (OpenID Connect Discovery §4, RFC 8414 §3). */
  @Get(DISCOVERY_PATHS)
  @AnyOrigin()
  @ApiOperation({ summary: 'What this issuer offers (OpenID Connect Discovery, RFC 8414)' })
  async describe(@CurrentInstance() instance: Instance, @Reply() reply: HttpReply): Promise<DiscoveryDto> {
    reply.header('cache-control', `public, max-age=${MAX_AGE}`);
    const catalogue = await this.resources.catalogue(instance.id);
    return {
      ...endpointsOf(instance.issuer),
      ...OFFERED,
      scopes_supported: [...catalogue.names()],
      service_documentation: `${this.settings.publicUrl}/docs`,
    };
  }
}

function endpointsOf(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    device_authorization_endpoint: `${issuer}/device_authorization`,
    introspection_endpoint: `${issuer}/introspect`,
    revocation_endpoint: `${issuer}/revoke`,
    userinfo_endpoint: `${issuer}/userinfo`,
    end_session_endpoint: `${issuer}/end_session`,
    jwks_uri: `${issuer}/jwks`,
  };
}

const CONFIDENTIAL_METHODS = standard.clientAuthentication.filter((method) => method !== 'none');

const OFFERED = {
  response_types_supported: ['code'],
  response_modes_supported: [...RESPONSE_MODES],
  grant_types_supported: [...GRANT_TYPES],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: [...SIGNING_ALGORITHMS],
  token_endpoint_auth_methods_supported: [...standard.clientAuthentication],
  token_endpoint_auth_signing_alg_values_supported: [...ASSERTION_ALGORITHMS],
  introspection_endpoint_auth_methods_supported: CONFIDENTIAL_METHODS,
  introspection_endpoint_auth_signing_alg_values_supported: [...ASSERTION_ALGORITHMS],
  revocation_endpoint_auth_methods_supported: [...standard.clientAuthentication],
  revocation_endpoint_auth_signing_alg_values_supported: [...ASSERTION_ALGORITHMS],
  code_challenge_methods_supported: ['S256'],
  claims_supported: [
    ...['iss', 'sub', 'aud', 'azp', 'exp', 'iat', 'auth_time', 'nonce', 'at_hash', 'sid'],
    ...['name', 'preferred_username', 'locale', 'zoneinfo', 'updated_at', 'email', 'email_verified'],
  ],
  prompt_values_supported: [...PROMPTS],
  ui_locales_supported: ['en', 'de'],
  authorization_response_iss_parameter_supported: true,
  claims_parameter_supported: false,
  request_parameter_supported: false,
  request_uri_parameter_supported: false,
};
