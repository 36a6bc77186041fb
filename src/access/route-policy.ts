import { Injectable, type OnApplicationBootstrap, type Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { POLICY } from './decorators.js';

const ROUTE_PATH = 'path';

/** A route without a stated policy stops the boot: forgetting to protect one must not be possible. */
@Injectable()
export class RoutePolicyCheck implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onApplicationBootstrap(): void {
    const silent = this.discovery
      .getControllers()
      .flatMap(({ metatype }) => (metatype ? this.silentRoutes(metatype as Type<unknown>) : []));
    if (silent.length > 0) {
      throw new Error(
        `Every route states its policy with @Requires(…) or @Public(). These do not: ${silent.join(', ')}`,
      );
    }
  }

  private silentRoutes(controller: Type<unknown> & { readonly prototype: Record<string, unknown> }): string[] {
    return this.scanner
      .getAllMethodNames(controller.prototype)
      .map((name) => ({ name, handler: controller.prototype[name] as () => unknown }))
      .filter(({ handler }) => Reflect.hasMetadata(ROUTE_PATH, handler))
      .filter(({ handler }) => !this.reflector.getAllAndOverride(POLICY, [handler, controller]))
      .map(({ name }) => `${controller.name}.${name}`);
  }
}
