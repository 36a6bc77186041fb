import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

/** Where an installation is: ids as they came from outside. */
export interface InstallationAddress {
  readonly organizationId: string;
  readonly installationId: string;
}

interface RoutedRequest {
  readonly params: { readonly id: string; readonly installationId: string };
}

/** `@AtInstallation() address: InstallationAddress` on a route with `:id` and `:installationId`. */
export const AtInstallation = createParamDecorator((_: unknown, context: ExecutionContext): InstallationAddress => {
  const { id: organizationId, installationId } = context.switchToHttp().getRequest<RoutedRequest>().params;
  return { organizationId, installationId };
});
