import { Catch } from '@nestjs/common';
import type { AuthError } from '../../../core/errors.js';
import { OAuthErrorFilter, type RequestContext } from '../../../platform/index.js';
import { oauthErrorOf } from '../../../platform/http/oauth-error.filter.js';
import type { RefusalBody } from '../../../platform/http/refusal-writer.js';
import { formatFor } from './answer-format.js';
import { MISSING_CLIENT } from './missing-client.js';
import { plainRefusal } from './plain-refusal.filter.js';

/** RFC 6749 §5.2 in the format that the caller reads; what is wrong with a scope stands there by its identifier as well. */
@Catch()
export class OAuthRefusalFilter extends OAuthErrorFilter {
  protected override render(refusal: AuthError, context: RequestContext): RefusalBody {
    const { format, mediaType } = formatFor(context);
    const { identifier } = refusal.detail;
    const isScope = refusal.code === 'invalid_scope' && identifier !== undefined;
    const error = { ...oauthErrorOf(refusal), ...(isScope && { errors: { scopes: [identifier] } }) };
    return { mediaType, body: format.writeError(error) };
  }
}

/** The same where a device begins: its clients know a client that is missing and one that is not known apart. */
@Catch()
export class DeviceRefusalFilter extends OAuthRefusalFilter {
  protected override render(refusal: AuthError, context: RequestContext): RefusalBody {
    if (refusal.detail.identifier === MISSING_CLIENT) return plainRefusal(refusal);
    const body = super.render(refusal, context);
    // A challenge belongs to a 401 alone (RFC 9110 §15.5.2): it stays one where the client tried to authenticate.
    const isUnknown = refusal.code === 'invalid_client' && refusal.detail.challenge === undefined;
    return isUnknown ? { ...body, status: 404 } : body;
  }
}
