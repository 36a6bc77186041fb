import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { AuthError } from '../../../core/errors.js';
import { refusalOf } from '../../../platform/http/refusal.js';
import { type RefusalBody, writeRefusal } from '../../../platform/http/refusal-writer.js';
import { errorText } from '../../../platform/http/www-authenticate.js';
import { MISSING_CLIENT } from './missing-client.js';

/** A refusal that nobody may be redirected with: one line for the developer of the app, nothing of what was sent. */
@Catch()
export class PlainRefusalFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    const refusal = refusalOf(thrown);
    writeRefusal(host, refusal, () => plainRefusal(refusal));
  }
}

export function plainRefusal({ status, description, detail }: AuthError): RefusalBody {
  return {
    status: detail.identifier === MISSING_CLIENT ? 422 : status,
    mediaType: 'text/plain; charset=utf-8',
    body: `error: ${errorText(description)}`,
  };
}
