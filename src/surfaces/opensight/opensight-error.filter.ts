import { type ArgumentsHost, Catch } from '@nestjs/common';
import { AuthError, type ErrorCode } from '../../core/errors.js';
import { FirstPartyErrorFilter, MALFORMED_INPUT, refusalOf } from '../../platform/index.js';

/** What OpenSight's clients show to people; every other refusal keeps its own sentence. */
const SENTENCES: Readonly<Partial<Record<ErrorCode, string>>> = {
  credentials_required: 'Unauthorized',
  invalid_token: 'Unauthorized',
  invalid_api_key: 'Unauthorized',
  invalid_login: 'Invalid email or password',
  rate_limited: 'Too many requests',
  server_error: 'Internal server error',
};

/** The same for what is wrong with one input. */
const INPUT_SENTENCES: readonly (readonly [code: ErrorCode, field: string, sentence: string])[] = [
  ['conflict', 'email', 'Email already in use'],
  ['invalid_login', 'provider', 'Authentication failed'],
  ['invalid_input', 'currentPassword', 'Current password is incorrect'],
];

/** `@UseFilters(OpenSightErrorFilter)`: `{ error, code, requestId }` in OpenSight's words. */
@Catch()
export class OpenSightErrorFilter extends FirstPartyErrorFilter {
  override catch(thrown: unknown, host: ArgumentsHost): void {
    this.answer(inWords(refusalOf(thrown)), host);
  }
}

/** What the domain has found wrong: what is wrong with the shape is told field by field, in its own words. */
function isAboutOnly({ description, detail: { fields = {} } }: AuthError, field: string): boolean {
  return Object.keys(fields).join() === field && description !== MALFORMED_INPUT;
}

function inWords(refusal: AuthError): AuthError {
  const { code, detail } = refusal;
  const input = INPUT_SENTENCES.find(([of, field]) => of === code && isAboutOnly(refusal, field));
  if (input) return new AuthError(code, input[2], { ...detail, fields: undefined });
  const sentence = SENTENCES[code];
  return sentence === undefined ? refusal : new AuthError(code, sentence, detail);
}
