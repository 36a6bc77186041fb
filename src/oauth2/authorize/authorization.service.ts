import { Injectable } from '@nestjs/common';
import { type AuthError, consentRequired, loginRequired } from '../../core/errors.js';
import type { ReadParameters } from '../../core/parameters.js';
import type { Instance } from '../../instances/index.js';
import { AuthorizationAnswers } from './authorization-answers.service.js';
import { AuthorizationReader, type Reading, type UnderstoodReading } from './authorization-reader.service.js';
import { type CheckedRequest, offersSignUp } from './authorization-request.js';
import type { StoredRequest } from './authorization-request.store.js';
import { nextStep, refusalOf, type Situation } from './next-step.js';
import { OpenRequests } from './open-requests.service.js';
import { ParkedRequests, type Visit } from './parked-requests.service.js';
import { type AuthorizationResponse, type Delivery, deliver } from './response-mode.js';
import { Situations } from './situations.service.js';

/** What the browser gets: an answer to take to the client, a page of ours first, or a refusal that it may take there. */
export type AuthorizationOutcome =
  | { readonly kind: 'answer'; readonly delivery: Delivery }
  | { readonly kind: 'sign-in' | 'sign-up' | 'consent'; readonly requestId: string }
  | { readonly kind: 'refusal'; readonly error: AuthError; readonly delivery: Delivery; readonly appTitle: string };

interface Progress {
  readonly visit: Visit;
  readonly reading: UnderstoodReading;
  readonly situation: Situation;
  /** The stored request, once the person has been busy with it. */
  readonly parked?: StoredRequest;
}

/** The authorization endpoint (RFC 6749 §4.1.1, OpenID Connect Core §3.1.2). */
@Injectable()
export class Authorization {
  constructor(
    private readonly reader: AuthorizationReader,
    private readonly requests: OpenRequests,
    private readonly parking: ParkedRequests,
    private readonly situations: Situations,
    private readonly answers: AuthorizationAnswers,
  ) {}

  /** @throws invalid_request, invalid_redirect_uri: to be shown here, never sent anywhere */
  async begin(visit: Visit, parameters: ReadParameters): Promise<AuthorizationOutcome> {
    const reading = await this.reader.read(visit.instance, parameters);
    if (reading.refusal) return this.refuse(visit, reading, reading.refusal);
    return this.proceed({ visit, reading, situation: await this.situations.of(visit, reading) });
  }

  /** After a page of ours. @throws invalid_request where this browser did not start it, or it is over */
  async resume(visit: Visit, requestId: string): Promise<AuthorizationOutcome> {
    const { parked, reading } = await this.requests.get(visit, requestId);
    if (reading.refusal) return this.refuse(visit, reading, reading.refusal);
    return this.proceed({ visit, reading, situation: await this.situations.of(visit, reading, parked), parked });
  }

  private async proceed(progress: Progress): Promise<AuthorizationOutcome> {
    const { visit, reading, situation, parked } = progress;
    const step = nextStep(situation);
    const refusal = step === 'sign-in' ? undefined : refusalOf(situation);
    if (refusal) return this.refuse(visit, reading, refusal);
    if (step === 'respond') return { kind: 'answer', delivery: deliver(await this.respond(progress)) };
    if (reading.request.prompt.has('none')) {
      const error = step === 'sign-in' ? loginRequired('nobody is signed in') : consentRequired('consent is needed');
      return { kind: 'answer', delivery: this.deny(visit.instance, reading, error) };
    }
    const kind = step === 'sign-in' && beginsWithSignUp(visit, reading.request) ? 'sign-up' : step;
    return { kind, requestId: parked?.id ?? (await this.parking.park(visit, reading)) };
  }

  private respond({ visit, reading, situation, parked }: Progress): Promise<AuthorizationResponse> {
    const { client, request } = reading;
    const { session, consent, choices } = situation;
    if (!session) throw loginRequired('nobody is signed in');
    return this.answers.code({
      instance: visit.instance,
      client,
      request,
      session,
      scope: request.scope,
      consent,
      choice: choices[0],
      parked,
    });
  }

  // An open redirector is no less one for carrying an error: a stranger's browser is asked first (RFC 9700 §4.11.2).
  private async refuse(visit: Visit, reading: Reading, error: AuthError): Promise<AuthorizationOutcome> {
    const { client, located } = reading;
    const delivery = this.deny(visit.instance, reading, error);
    const isKnown = client.app.firstParty || (await this.situations.session(visit)) !== undefined;
    const isSilent = located.parameters.get('prompt') === 'none';
    if (isKnown || isSilent) return { kind: 'answer', delivery };
    return { kind: 'refusal', error, delivery, appTitle: client.app.title };
  }

  private deny(instance: Instance, { located }: Reading, error: AuthError): Delivery {
    return deliver(this.answers.error(instance, located, error));
  }
}

/** Initiating User Registration via OpenID Connect §4.1; where no accounts are made, the other form is shown. */
function beginsWithSignUp({ instance }: Visit, { prompt, parameters }: CheckedRequest): boolean {
  return prompt.has('create') && instance.settings.signUp === 'open' && offersSignUp(parameters);
}
