import { Injectable } from '@nestjs/common';
import { csrfFailed } from '../../core/errors.js';
import { type ApiKeyId, isUuid } from '../../core/ids.js';
import { equalsInConstantTime } from '../../core/secret-format.js';
import { Mint, Vault } from '../../platform/index.js';
import type { KeyVisit } from './key-desk.js';

const PURPOSE = 'api-key-form';

/**
 * Forms that make one key each: the id of the key is in the form, and nobody but this server can put it there. Sent again, by a
 * reload or from the history, the form finds its key and makes none.
 */
@Injectable()
export class SingleForms {
  constructor(
    private readonly mint: Mint,
    private readonly vault: Vault,
  ) {}

  /** The value of the hidden field `once`. */
  open(at: KeyVisit): string {
    const id = this.mint.id<ApiKeyId>();
    return `${id}.${this.sign(at, id)}`;
  }

  /** @throws csrf_failed where the form was not shown to this person for these keys */
  read(at: KeyVisit): ApiKeyId {
    const [id = '', signature = ''] = (at.visit.form.get('once') ?? '').split('.');
    if (isUuid(id) && equalsInConstantTime(signature, this.sign(at, id))) return id as ApiKeyId;
    throw csrfFailed('the form has expired, or was not shown by this service');
  }

  private sign({ instance, caller, desk }: KeyVisit, id: string): string {
    return this.vault.sign(PURPOSE, JSON.stringify([instance.id, caller.userId, desk.path, id]));
  }
}
