import { applyDecorators, type Type } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiExtraModels,
  ApiQuery,
  ApiResponse,
  ApiSecurity,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { ErrorCode } from '../../../core/errors.js';
import { describeRefusals } from '../../../platform/index.js';
import { OAuthRefusalDto } from './oauth-refusal.dto.js';

export const TAG = 'Zaikio OAuth';

const text = { schema: { type: 'string' as const } };

/** Whatever is asked, the request may be malformed, the client unknown, the instance missing or the server busy. */
export const CLIENT_REFUSALS: readonly ErrorCode[] = [
  ...(['invalid_request', 'invalid_client', 'invalid_scope', 'invalid_target', 'unauthorized_client'] as const),
  ...(['unknown_instance', 'payload_too_large', 'unsupported_media_type'] as const),
  ...(['rate_limited', 'temporarily_unavailable'] as const),
];

export const TOKEN_REFUSALS: readonly ErrorCode[] = [
  ...(['invalid_grant', 'unsupported_grant_type'] as const),
  ...(['authorization_pending', 'slow_down', 'expired_token', 'access_denied'] as const),
  ...CLIENT_REFUSALS,
];

/** A request whose parameters may stand in the query, in a form or in JSON. */
export function TakesAnywhere(
  type: Type,
  examples: Readonly<Record<string, Readonly<Record<string, string>>>>,
): MethodDecorator {
  const named = Object.entries(examples).map(([name, value]) => [name, { summary: name, value }] as const);
  return applyDecorators(
    ApiTags(TAG),
    ApiSecurity('client'),
    ApiConsumes('application/x-www-form-urlencoded', 'application/json'),
    ApiBody({
      type,
      required: false,
      description: 'The parameters may stand in the query as well',
      examples: Object.fromEntries(named),
    }),
    ...['grant_type', 'scope'].map((name) => ApiQuery({ name, required: false, schema: { type: 'string' } })),
  );
}

export function AnswersInFormats(type: Type): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(type),
    ApiResponse({ status: 200, description: 'In the format that `Accept` names', content: inFormats(type) }),
  );
}

export function RefusesInFormats(...codes: readonly ErrorCode[]): MethodDecorator {
  const responses = describeRefusals(codes).map(({ status, description, first, advice }) => {
    const example = { error: first, error_description: advice };
    return ApiResponse({ status, description, content: inFormats(OAuthRefusalDto, example) });
  });
  return applyDecorators(ApiExtraModels(OAuthRefusalDto), ...responses);
}

export function RefusesInWords(statuses: Readonly<Record<number, string>>): MethodDecorator {
  const responses = Object.entries(statuses).map(([status, description]) =>
    ApiResponse({ status: Number(status), description, content: { 'text/plain': text } }),
  );
  return applyDecorators(...responses);
}

function inFormats(type: Type, example?: object) {
  const json = { schema: { $ref: getSchemaPath(type) }, ...(example && { example }) };
  return { 'application/json': json, 'application/xml': text, 'text/xml': text, 'text/plain': text };
}

const AUTHORIZATION_PARAMETERS: Readonly<Record<string, string>> = {
  redirect_uri: 'Registered, to the letter; without it, the first registered one',
  response_type: '`code`, which may be left out',
  scope: 'Separated by commas or spaces: `directory.person.r`, `Org.…`, `Org/<uuid>.…`, `Per>Org.…`',
  state: 'Comes back as it is',
  code_challenge: 'SHA-256 of the code verifier, base64url; required for public clients',
  code_challenge_method: 'Always `S256`',
  login: 'What to put in the sign-in form',
  lang: 'The language of the pages',
  force_login: 'Sign in again, whoever is signed in',
  prompt: '`login`, `select_account`, `consent`, `none`, or `signup`',
  show_signup: 'Begin with the form for a new account',
  signup: '`false` for people who have an account',
  'organization[name]': 'How a new organization would be called',
  'person[first_name]': 'What to put in the form for a new account',
  'person[name]': 'What to put in the form for a new account',
  'person[email]': 'What to put in the form for a new account',
};

export function AuthorizationQuery(): MethodDecorator {
  const optional = Object.entries(AUTHORIZATION_PARAMETERS).map(([name, description]) =>
    ApiQuery({ name, required: false, description, schema: { type: 'string' } }),
  );
  // Optional for the document alone: without it, the answer is a refusal in words.
  return applyDecorators(ApiQuery({ name: 'client_id', required: true, schema: { type: 'string' } }), ...optional);
}
