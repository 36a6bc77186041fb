import { Injectable } from '@nestjs/common';
import type { Instance } from '../../instances/index.js';
import { PendingAuthorizations } from '../../oauth2/index.js';
import type { FormRefusal } from '../page-errors.js';
import { PageWriter } from '../page-writer.service.js';
import type { Visit } from '../visit.js';

export interface OtpQuestion {
  readonly proof: string;
  /** The path of the sign-in, with the query that it is to go on with. */
  readonly action: string;
  readonly refusal?: FormRefusal;
}

/** Asks for the code, after any first step. */
@Injectable()
export class OtpPage {
  constructor(
    private readonly requests: PendingAuthorizations,
    private readonly writer: PageWriter,
  ) {}

  /** @throws invalid_request where the app's request was not begun in this browser */
  async show(instance: Instance, visit: Visit, { proof, action, refusal }: OtpQuestion): Promise<string> {
    const requestId = new URLSearchParams(action.split('?')[1]).get('request');
    const pending =
      requestId === null ? undefined : await this.requests.get({ instance, context: visit.context }, requestId);
    return this.writer.write(instance, visit, {
      page: 'sign-in-otp',
      refusal,
      uiLocales: pending?.uiLocales,
      // The answer to the form may be the redirect to the app already, as at the first step.
      formAction: pending && [pending.redirectOrigin],
      view: { action, proof, error: refusal?.error },
    });
  }
}
