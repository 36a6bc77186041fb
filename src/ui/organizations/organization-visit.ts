import { createParamDecorator, type ExecutionContext, Injectable, type PipeTransform } from '@nestjs/common';
import { type Instance, instanceOf, Instances } from '../../instances/index.js';
import type { PersonCaller } from '../../organizations/index.js';
import type { NativeReply } from '../../platform/http/http-reply.js';
import { type PageRequest, Visit } from '../visit.js';

type PlacedRequest = PageRequest & { readonly params?: { readonly itemId?: string } };

/** Which page of organizations was asked for: ids as they came from outside. */
export interface Place {
  readonly instance: Instance;
  readonly visit: Visit;
  /** The organization's. */
  readonly id: string;
  /** Of what is in it: a membership, an invitation, an installation. */
  readonly itemId: string;
}

/** A signed-in person there. What the person may do is the services' business, at every request anew. */
export interface OrganizationVisit extends Place {
  readonly caller: PersonCaller;
}

interface Exchange {
  readonly request: PlacedRequest;
  readonly visit: Visit;
}

@Injectable()
class PlacePipe implements PipeTransform<Exchange, Promise<Place>> {
  constructor(private readonly instances: Instances) {}

  async transform({ request, visit }: Exchange): Promise<Place> {
    const { id = '', itemId = '' } = request.params ?? {};
    return { instance: await instanceOf(this.instances, request), visit, id, itemId };
  }
}

const CurrentExchange = createParamDecorator((_: unknown, execution: ExecutionContext): Exchange => {
  const http = execution.switchToHttp();
  const request = http.getRequest<PlacedRequest>();
  return { request, visit: new Visit(request, http.getResponse<NativeReply>()) };
});

/** `@AtPlace() place: Place` on a route that may have `:id` and `:itemId`. */
export const AtPlace = (): ParameterDecorator => CurrentExchange(PlacePipe);
