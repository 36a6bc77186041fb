import { createParamDecorator, type ExecutionContext, Injectable, type PipeTransform } from '@nestjs/common';
import { contextOf, type NativeRequest } from '../platform/http/request-context.js';
import { type Instance, Instances } from './instances.service.js';

type RoutedRequest = NativeRequest & { readonly params?: { readonly instance?: string } };

/** A name from the path, or nothing where the route has no `:instance`, becomes the instance. */
@Injectable()
export class InstancePipe implements PipeTransform<string | undefined, Promise<Instance>> {
  constructor(private readonly instances: Instances) {}

  transform(name: string | undefined): Promise<Instance> {
    return name === undefined ? this.instances.default() : this.instances.get(name);
  }
}

const InstanceName = createParamDecorator((_: unknown, context: ExecutionContext): string | undefined =>
  nameIn(context.switchToHttp().getRequest<RoutedRequest>()),
);

/** `@CurrentInstance() instance: Instance`; 404 unknown_instance where there is none. The module imports `InstancesModule`. */
export const CurrentInstance = (): ParameterDecorator => InstanceName(InstancePipe);

/** The same for who has only the request, such as a strategy. @throws unknown_instance */
export function instanceOf(instances: Instances, request: object): Promise<Instance> {
  const name = nameIn(request as RoutedRequest);
  return name === undefined ? instances.default() : instances.get(name);
}

function nameIn(request: RoutedRequest): string | undefined {
  const name = request.params?.instance;
  return name === undefined || isSpelledOut(name, request) ? name : '';
}

// `/%64emo/` would reach `demo` here but not in a proxy's rules, nor in a cookie's path: one spelling only.
function isSpelledOut(name: string, request: NativeRequest): boolean {
  return contextOf(request).path.split('/').includes(name);
}
