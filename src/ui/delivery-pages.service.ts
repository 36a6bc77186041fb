import { Injectable } from '@nestjs/common';
import type { Instance } from '../instances/index.js';
import type { Delivery } from '../oauth2/index.js';
import { PageWriter } from './page-writer.service.js';
import type { FormPostView } from './views.js';
import type { Visit } from './visit.js';

/** Takes the answer to an authorization request to the app, through the browser. */
@Injectable()
export class DeliveryPages {
  constructor(private readonly writer: PageWriter) {}

  /** At once: by a redirect, or by a form that sends itself. */
  send(instance: Instance, visit: Visit, delivery: Delivery): string {
    if ('redirect' in delivery) return visit.reply.redirect(delivery.redirect);
    const view = formPostView(delivery.formPost);
    return this.writer.write(instance, visit, { page: 'form-post', formAction: [view.action], view });
  }

  /** When the person says so: a refusal for which this browser was not known here before. */
  offer(instance: Instance, visit: Visit, refusal: { readonly appTitle: string; readonly delivery: Delivery }): string {
    const { appTitle, delivery } = refusal;
    const isLink = 'redirect' in delivery;
    const target = isLink ? delivery.redirect : delivery.formPost.action;
    const view = {
      ...{ appTitle, origin: originOf(target) },
      ...(isLink ? { href: delivery.redirect } : { form: formPostView(delivery.formPost) }),
    };
    return this.writer.write(instance, visit, { page: 'turn-back', status: 400, formAction: [target], view });
  }
}

function formPostView({ action, fields }: Extract<Delivery, { formPost: unknown }>['formPost']): FormPostView {
  const entries = Object.entries(fields).map(([name, value]) => ({ name, value }));
  return { action, origin: originOf(action), fields: entries };
}

/** What a person can judge: the host, or the scheme of a native app. */
function originOf(target: string): string {
  const { origin, protocol } = new URL(target);
  return origin === 'null' ? protocol : origin;
}
