import { Injectable } from '@nestjs/common';
import type { InstanceId } from '../../core/ids.js';
import { narrow, type Scope } from '../../core/scope.js';
import { Resources } from '../../resources/index.js';

/** There is no app that could stay connected. */
const NOT_FOR_PERSONS = 'offline_access';
/** What `parseScope` reads back: a token with more would be none. */
const MOST_NAMES = 100;
const MOST_CHARACTERS = 4_000;

/** What a person may at the APIs of an instance: no scope lets anybody change credentials (design §3). */
@Injectable()
export class PersonalScopes {
  constructor(private readonly resources: Resources) {}

  /** Everything, or as much of it as was asked for. @throws invalid_scope */
  async choose(instanceId: InstanceId, requested: Scope): Promise<Scope> {
    const everything = await this.everything(instanceId);
    return requested.size > 0 ? narrow(everything, requested) : fitting(everything);
  }

  async everything(instanceId: InstanceId): Promise<Scope> {
    const catalogue = await this.resources.catalogue(instanceId);
    const names = catalogue.names().filter((name) => name !== NOT_FOR_PERSONS);
    return catalogue.available(new Set(names), 'person');
  }
}

function fitting(scope: Scope): Scope {
  let length = 0;
  const names = [...scope].slice(0, MOST_NAMES).filter((name) => (length += name.length + 1) <= MOST_CHARACTERS);
  return new Set(names);
}
