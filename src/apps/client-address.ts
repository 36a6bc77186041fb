import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

/** Where a client is: ids as they came from outside. */
export interface ClientAddress {
  readonly appId: string;
  readonly clientId: string;
}

interface RoutedRequest {
  readonly params: { readonly id: string; readonly clientId: string };
}

/** `@AtClient() address: ClientAddress` on a route with `:id` and `:clientId`. */
export const AtClient = createParamDecorator((_: unknown, context: ExecutionContext): ClientAddress => {
  const { id: appId, clientId } = context.switchToHttp().getRequest<RoutedRequest>().params;
  return { appId, clientId };
});
