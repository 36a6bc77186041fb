import { Injectable } from '@nestjs/common';
import { AuthorizationReader, type Reading, type UnderstoodReading } from './authorization-reader.service.js';
import type { StoredRequest } from './authorization-request.store.js';
import type { Situation } from './next-step.js';
import { ParkedRequests } from './parked-requests.service.js';
import { Situations, type Visitor } from './situations.service.js';

/** A stored request, read again: the app may have lost a redirect URI or a scope since (T034). */
export interface OpenRequest {
  readonly parked: StoredRequest;
  readonly reading: Reading;
}

export interface UnderstoodRequest {
  readonly parked: StoredRequest;
  readonly reading: UnderstoodReading;
  readonly situation: Situation;
}

@Injectable()
export class OpenRequests {
  constructor(
    private readonly parking: ParkedRequests,
    private readonly reader: AuthorizationReader,
    private readonly situations: Situations,
  ) {}

  /** @throws invalid_request where this browser did not start it, or it is over; invalid_redirect_uri */
  async get(visitor: Visitor, requestId: string): Promise<OpenRequest> {
    const parked = await this.parking.get(visitor, requestId);
    const parameters = new Map(Object.entries(parked.parameters));
    return { parked, reading: await this.reader.read(visitor.instance, { parameters, repeated: new Set() }) };
  }

  /** The same where it must still be good. @throws whatever is wrong with it now */
  async getUnderstood(visitor: Visitor, requestId: string): Promise<UnderstoodRequest> {
    const { parked, reading } = await this.get(visitor, requestId);
    if (reading.refusal) throw reading.refusal;
    return { parked, reading, situation: await this.situations.of(visitor, reading, parked) };
  }
}
