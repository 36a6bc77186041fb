import { Injectable } from '@nestjs/common';
import { invalidRequest } from '../../core/errors.js';
import type { AuthorizationRequestId } from '../../core/ids.js';
import { sha256 } from '../../core/secret-format.js';
import type { Instance } from '../../instances/index.js';
import { BrowserCookie } from '../../login/index.js';
import { Clock, type HttpReply, Random, type RequestContext } from '../../platform/index.js';
import { AuthorizationRequestStore, type StoredRequest } from './authorization-request.store.js';
import type { Reading } from './authorization-reader.service.js';

/** Milliseconds that a person may take to sign in and decide. */
const PATIENCE = 30 * 60_000;

/** A browser, and where the cookies of the answer go. */
export interface Visit {
  readonly instance: Instance;
  readonly context: RequestContext;
  readonly reply: HttpReply;
}

/** Authorization requests whose person is busy: what counts is what is stored here, never what a form says (T009). */
@Injectable()
export class ParkedRequests {
  constructor(
    private readonly store: AuthorizationRequestStore,
    private readonly browsers: BrowserCookie,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  async park({ instance, context, reply }: Visit, { client, located }: Reading): Promise<AuthorizationRequestId> {
    const id = this.random.token() as AuthorizationRequestId;
    const createdAt = this.clock.now();
    await this.store.insert({
      id,
      instanceId: instance.id,
      clientId: client.id,
      browserHash: sha256(this.browsers.ensure(instance, context, reply)),
      parameters: Object.fromEntries(located.parameters),
      createdAt,
      expiresAt: createdAt + PATIENCE,
    });
    return id;
  }

  /** @throws invalid_request where it is answered, too old, unknown, or another browser's: all the same to the caller. */
  async get({ instance, context }: Pick<Visit, 'instance' | 'context'>, id: string): Promise<StoredRequest> {
    const request = await this.store.findOpen(instance.id, id, this.clock.now());
    const browser = this.browsers.read(context);
    if (request && browser !== undefined && sha256(browser) === request.browserHash) return request;
    throw invalidRequest('this sign-in was started in another browser, or is over: go back to the app and start again');
  }

  /** Joins the running transaction. @throws invalid_request where another answer was quicker. */
  async complete({ id }: StoredRequest): Promise<void> {
    if (await this.store.complete(id, this.clock.now())) return;
    throw invalidRequest('this was answered already: go back to the app and start again');
  }
}
