import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

/** Where a membership is: ids as they came from outside. */
export interface MembershipAddress {
  readonly organizationId: string;
  readonly membershipId: string;
}

interface RoutedRequest {
  readonly params: { readonly id: string; readonly membershipId: string };
}

/** `@AtMembership() address: MembershipAddress` on a route with `:id` and `:membershipId`. */
export const AtMembership = createParamDecorator((_: unknown, context: ExecutionContext): MembershipAddress => {
  const { id: organizationId, membershipId } = context.switchToHttp().getRequest<RoutedRequest>().params;
  return { organizationId, membershipId };
});
