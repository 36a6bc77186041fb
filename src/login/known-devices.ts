import { Injectable } from '@nestjs/common';
import { parseCookies } from '../core/credentials.js';
import { equalsInConstantTime } from '../core/secret-format.js';
import type { Instance } from '../instances/index.js';
import { Clock } from '../platform/clock.js';
import type { HttpReply } from '../platform/http/http-reply.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { Random } from '../platform/random.js';
import { Vault } from '../platform/vault.js';
import { instanceCookie } from './instance-cookie.js';
import { accountName } from './login-attempts.js';

const NAME = 'latchkey_device';
const PURPOSE = 'known-device';
/** Milliseconds that a browser is remembered after a sign-in. */
const LIFETIME = 180 * 86_400_000;
/** When it was given out (milliseconds, base 36), a random id, the signature. */
const PROOF = /^([0-9a-z]{1,10})\.([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/;

/**
 * Browsers in which an account was signed in to before, by a signed cookie that names nobody (OWASP's device cookies). It proves
 * nothing but that: it only lets its bearer's guesses be counted apart from strangers'.
 */
@Injectable()
export class KnownDevices {
  constructor(
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  /** The id of this device, where it has signed in to this account before. */
  identify(instance: Instance, account: string, { headers }: Pick<RequestContext, 'headers'>): string | undefined {
    const [proof = '', second] = parseCookies(headers.cookie).get(NAME) ?? [];
    const [, issuedAt, id, signature] = PROOF.exec(proof) ?? [];
    if (issuedAt === undefined || id === undefined || signature === undefined || second !== undefined) return undefined;
    if (parseInt(issuedAt, 36) + LIFETIME < this.clock.now()) return undefined;
    return equalsInConstantTime(signature, this.sign(instance, account, `${issuedAt}.${id}`)) ? id : undefined;
  }

  /** Remembers the device for the account that has just signed in. */
  remember(instance: Instance, account: string, reply: HttpReply): void {
    const value = `${this.clock.now().toString(36)}.${this.random.token(16)}`;
    const proof = `${value}.${this.sign(instance, account, value)}`;
    reply.cookie(NAME, proof, { ...instanceCookie(instance), maxAge: LIFETIME / 1_000 });
  }

  private sign({ id }: Instance, account: string, value: string): string {
    return this.vault.sign(PURPOSE, JSON.stringify([id, accountName(account), value]));
  }
}
