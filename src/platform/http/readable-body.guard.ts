import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { contextOf } from './request-context.js';

/**
 * Refuses what the edge could not read, at the route that it was sent to: from here on the route's own filter renders it, so
 * that a page answers with a page and an OAuth endpoint as RFC 6749 §5.2 has it. It looks at no credential.
 */
export class ReadableBodyGuard implements CanActivate {
  canActivate(execution: ExecutionContext): boolean {
    const { bodyRefusal } = contextOf(execution.switchToHttp().getRequest<object>());
    if (bodyRefusal) throw bodyRefusal;
    return true;
  }
}
