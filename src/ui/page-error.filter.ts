import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { AuthError } from '../core/errors.js';
import { type Instance, Instances, isInstanceName } from '../instances/index.js';
import type { NativeReply } from '../platform/http/http-reply.js';
import { refusalOf } from '../platform/http/refusal.js';
import { refusalName } from './page-errors.js';
import { basePathOf, pagePaths, withQuery } from './page-paths.js';
import { PageWriter } from './page-writer.service.js';
import { type PageRequest, Visit } from './visit.js';

const logger = new Logger('Pages');

/** A refusal as a page: one of our own texts and the request's id, nothing of what the caller sent. */
@Catch()
export class PageErrorFilter implements ExceptionFilter {
  constructor(
    private readonly adapters: HttpAdapterHost,
    private readonly instances: Instances,
    private readonly writer: PageWriter,
  ) {}

  async catch(thrown: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const reply = http.getResponse<NativeReply>();
    const visit = new Visit(http.getRequest<PageRequest>(), reply);
    const refusal = refusalOf(thrown);
    logRefusal(refusal, visit);
    if (this.adapters.httpAdapter.isHeadersSent(reply)) return;
    this.adapters.httpAdapter.reply(reply, this.answer(refusal, visit, await this.instanceOf(visit)));
  }

  private answer(refusal: AuthError, visit: Visit, instance: Instance | undefined): string {
    if (refusal.status === 401 && instance) {
      const { signIn } = pagePaths(basePathOf(instance), '');
      return visit.reply.redirect(withQuery(signIn, { return_to: pathBack(instance, visit) }));
    }
    const { retryAfter } = refusal.detail;
    if (retryAfter !== undefined) visit.reply.header('retry-after', String(Math.ceil(retryAfter)));
    const view = { name: refusalName(refusal.code, refusal.status) };
    return this.writer.write(instance, visit, { page: 'refusal', view, status: refusal.status });
  }

  /** Absent where the path names none, or none can be read: the page then has no branding. */
  private async instanceOf({ context }: Visit): Promise<Instance | undefined> {
    const name = context.path.split('/')[1] ?? '';
    return isInstanceName(name) ? this.instances.get(name).catch(() => undefined) : undefined;
  }
}

/**
 * Where a page asks for a session: that page, after the sign-in. A form is not sent again, it may have changed meanwhile: from
 * there it goes to the part of the pages that it belongs to.
 */
function pathBack(instance: Instance, { context, isForm }: Visit): string {
  const [, , section = '', ...rest] = context.path.split('/');
  const page = `${basePathOf(instance)}/${section}`;
  if (isForm) return page;
  const path = [page, ...rest].join('/');
  return context.search === '' ? path : `${path}?${context.search}`;
}

function logRefusal({ status, code, description, detail }: AuthError, { context }: Visit): void {
  const record = { message: description, refusal: code, requestId: context.requestId, cause: detail.cause };
  if (status >= 500) logger.error(record);
  else logger.debug(record);
}
