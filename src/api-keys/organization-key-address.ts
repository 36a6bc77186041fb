import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

/** Where a key of an organization is: ids as they came from outside. */
export interface OrganizationKeyAddress {
  readonly organizationId: string;
  readonly keyId: string;
}

interface RoutedRequest {
  readonly params: { readonly id: string; readonly keyId: string };
}

/** `@AtApiKey() address: OrganizationKeyAddress` on a route with `:id` and `:keyId`. */
export const AtApiKey = createParamDecorator((_: unknown, context: ExecutionContext): OrganizationKeyAddress => {
  const { id: organizationId, keyId } = context.switchToHttp().getRequest<RoutedRequest>().params;
  return { organizationId, keyId };
});
