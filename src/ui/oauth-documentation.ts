import { applyDecorators } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';

interface QueryParameter {
  readonly required?: boolean;
  readonly description: string;
  readonly example?: string;
}

function documented(parameters: Readonly<Record<string, QueryParameter>>): MethodDecorator {
  return applyDecorators(
    ...Object.entries(parameters).map(([name, { required = false, ...more }]) =>
      ApiQuery({ name, required, schema: { type: 'string' }, ...more }),
    ),
  );
}

/** RFC 6749 §4.1.1, RFC 7636 §4.3, OpenID Connect Core §3.1.2.1, RFC 8707 §2 */
export const AuthorizationParameters = (): MethodDecorator =>
  documented({
    client_id: { required: true, description: 'The client' },
    response_type: { required: true, description: 'Always `code`', example: 'code' },
    redirect_uri: { description: 'Registered, to the letter; may be left out where there is only one' },
    scope: { description: 'Separated by spaces', example: 'openid profile email' },
    state: { description: 'Comes back as it is' },
    nonce: { description: 'Comes back in the ID token' },
    code_challenge: { description: 'SHA-256 of the code verifier, base64url; required for public clients' },
    code_challenge_method: { description: 'Always `S256`', example: 'S256' },
    response_mode: { description: '`query`, `fragment` or `form_post`' },
    prompt: { description: '`none`, `login`, `consent`, `select_account`' },
    max_age: { description: 'Seconds since the person last signed in' },
    id_token_hint: { description: 'Whom the app expects' },
    login_hint: { description: 'What to put in the sign-in form' },
    ui_locales: { description: 'Languages, best first', example: 'de en' },
    resource: { description: 'The audience of the token; may be repeated' },
  });

/** OpenID Connect RP-Initiated Logout §2 */
export const EndSessionParameters = (): MethodDecorator =>
  documented({
    id_token_hint: { description: 'An ID token of the person; without it our page asks' },
    client_id: { description: 'The client, where the hint does not say' },
    post_logout_redirect_uri: { description: 'Registered, to the letter' },
    state: { description: 'Comes back as it is' },
  });
