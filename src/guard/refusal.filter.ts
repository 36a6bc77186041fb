import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { type Observable, throwError } from 'rxjs';
import { AuthError } from '../core/errors.js';
import { problemOf } from '../platform/http/problem.filter.js';
import { writeRefusal } from '../platform/http/refusal-writer.js';

interface Socket {
  emit?(event: string, body: object): unknown;
}

/** Tells the caller of a refusal, in the way of the transport; all other errors are the service's own. */
@Catch(AuthError)
export class RefusalFilter implements ExceptionFilter<AuthError> {
  catch(refusal: AuthError, host: ArgumentsHost): Observable<never> | undefined {
    const { code, description: message } = refusal;
    if (host.getType() === 'rpc') return throwError(() => ({ status: 'error', code, message }));
    if (host.getType() === 'ws')
      return void host.switchToWs().getClient<Socket>().emit?.('exception', { status: 'error', code, message });
    writeRefusal(host, refusal, ({ requestId }) => ({
      mediaType: 'application/problem+json',
      body: problemOf(refusal, requestId),
    }));
    return undefined;
  }
}
