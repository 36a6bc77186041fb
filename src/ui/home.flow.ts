import { Injectable } from '@nestjs/common';
import type { Instance } from '../instances/index.js';
import { Operators } from '../operators/index.js';
import { basePathOf, pagePaths } from './page-paths.js';
import { PageWriter } from './page-writer.service.js';
import type { Visit } from './visit.js';
import { Visitor } from './visitor.service.js';

@Injectable()
export class HomeFlow {
  constructor(
    private readonly visitor: Visitor,
    private readonly writer: PageWriter,
    private readonly operators: Operators,
  ) {}

  /** To where the cookies of the default instance are sent: they have its path. */
  enter(instance: Instance, { reply }: Visit): string {
    return reply.redirect(pagePaths(basePathOf(instance), '').home);
  }

  async show(instance: Instance, visit: Visit): Promise<string> {
    const user = await this.visitor.find(instance, visit.context);
    const person = user && { ...user, isOperator: await this.operators.includes(user) };
    const view = { person, signUp: instance.settings.signUp === 'open' };
    return this.writer.write(instance, visit, { page: 'home', view, person });
  }
}
