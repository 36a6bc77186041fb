import { Injectable, type PipeTransform } from '@nestjs/common';
import { CurrentPrincipal } from '../access/index.js';
import type { UserId } from '../core/ids.js';
import type { Principal } from '../core/principal.js';
import { Operators } from './operators.service.js';

@Injectable()
class OperatorPipe implements PipeTransform<Principal, Promise<UserId>> {
  constructor(private readonly operators: Operators) {}

  transform(principal: Principal): Promise<UserId> {
    return this.operators.assert(principal);
  }
}

/** `@CurrentOperator() by: UserId`; 403 for everybody else. */
export const CurrentOperator = (): ParameterDecorator => CurrentPrincipal(OperatorPipe);
