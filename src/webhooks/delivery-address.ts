import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

/** Where a delivery is: ids as they came from outside. */
export interface DeliveryAddress {
  readonly appId: string;
  readonly deliveryId: string;
}

interface RoutedRequest {
  readonly params: { readonly id: string; readonly deliveryId: string };
}

/** `@AtDelivery() address: DeliveryAddress` on a route with `:id` and `:deliveryId`. */
export const AtDelivery = createParamDecorator((_: unknown, context: ExecutionContext): DeliveryAddress => {
  const { id: appId, deliveryId } = context.switchToHttp().getRequest<RoutedRequest>().params;
  return { appId, deliveryId };
});
