import { Injectable } from '@nestjs/common';
import type { Instance } from '../instances/index.js';
import { basePathOf } from './page-paths.js';
import type { Visit } from './visit.js';

/** From a path without an instance to the same one of the default instance, with all that was sent. */
@Injectable()
export class DefaultInstanceFlow {
  forward(instance: Instance, { context, reply, isForm, body }: Visit): string {
    const endpoint = context.path.split('/').pop() ?? '';
    const parameters = isForm ? body : context.search;
    return reply.redirect(`${basePathOf(instance)}/oauth2/v1/${endpoint}${parameters === '' ? '' : '?'}${parameters}`);
  }
}
