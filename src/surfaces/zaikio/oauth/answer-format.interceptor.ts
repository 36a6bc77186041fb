import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { map, type Observable } from 'rxjs';
import { contextOf, HttpReply } from '../../../platform/index.js';
import type { NativeReply } from '../../../platform/http/http-reply.js';
import type { AccessTokenDto } from './access-token.dto.js';
import { formatFor } from './answer-format.js';

/** Writes what a handler answers in the format that the caller reads. */
@Injectable()
export class AnswerFormatInterceptor implements NestInterceptor<AccessTokenDto, string> {
  intercept(execution: ExecutionContext, next: CallHandler<AccessTokenDto>): Observable<string> {
    const http = execution.switchToHttp();
    const { format, mediaType } = formatFor(contextOf(http.getRequest<object>()));
    const reply = new HttpReply(http.getResponse<NativeReply>());
    return next.handle().pipe(
      map((answer) => {
        reply.header('content-type', mediaType).header('vary', 'Accept');
        return format.write(answer);
      }),
    );
  }
}
