import { Injectable, type PipeTransform } from '@nestjs/common';
import { CurrentPrincipal } from '../access/index.js';
import { forbidden } from '../core/errors.js';
import type { Principal } from '../core/principal.js';
import { type Caller, callerOf, type PersonCaller } from './caller.js';

@Injectable()
class CallerPipe implements PipeTransform<Principal, Caller> {
  transform(principal: Principal): Caller {
    return callerOf(principal);
  }
}

@Injectable()
class PersonPipe implements PipeTransform<Principal, PersonCaller> {
  transform(principal: Principal): PersonCaller {
    const caller = callerOf(principal);
    if (caller.type === 'person') return caller;
    throw forbidden('this is not accessible to this kind of bearer');
  }
}

/** `@CurrentCaller() caller: Caller` on a route that `@Requires` something. */
export const CurrentCaller = (): ParameterDecorator => CurrentPrincipal(CallerPipe);

/** The same on a route that is for people only. */
export const CurrentPerson = (): ParameterDecorator => CurrentPrincipal(PersonPipe);
