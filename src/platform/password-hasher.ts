import type { OnModuleInit } from '@nestjs/common';
import type { Options } from '@node-rs/argon2';
import { hash, verify } from '@node-rs/argon2';
import { temporarilyUnavailable } from '../core/errors.js';
import { Turnstile } from './turnstile.js';

/** OWASP's first choice: argon2id (the library's default algorithm), 19 MiB, two passes, one lane. */
const PARAMETERS: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const CURRENT = '$argon2id$v=19$m=19456,t=2,p=1$';
const AT_ONCE = 2;
const WAITING = 200;

/**
 * Passwords to argon2id and back, on the thread pool: two at a time, so that logins do not starve everything else that uses
 * it, and at most 200 waiting, beyond which a caller is told to come back (503) instead of waiting for seconds.
 *
 * A password is normalised to NFC first, so that an `é` typed on one system is the `é` of another; not to NFKC, which would
 * make different passwords the same (NIST SP 800-63B-4 §3.1.1.2 allows both).
 */
export class PasswordHasher implements OnModuleInit {
  private readonly turnstile = new Turnstile(AT_ONCE, WAITING);
  private dummy?: Promise<string>;

  /** Before anyone can ask: the first unknown user would take twice as long as all others. */
  async onModuleInit(): Promise<void> {
    await this.dummyHash();
  }

  hash(password: string): Promise<string> {
    return this.queued(() => hash(password.normalize('NFC'), PARAMETERS));
  }

  /** Without a hash (no such user, or no password) it does the same work and says no: the time does not tell which. */
  async verify(passwordHash: string | undefined, password: string): Promise<boolean> {
    const stored = passwordHash ?? (await this.dummyHash());
    const matches = await this.queued(() => verify(stored, password.normalize('NFC')));
    return matches && passwordHash !== undefined;
  }

  /** For metrics. */
  get load(): Turnstile['load'] {
    return this.turnstile.load;
  }

  /** Whether it was made with other parameters than those of today. */
  needsRehash(passwordHash: string): boolean {
    return !passwordHash.startsWith(CURRENT);
  }

  /** Made once, of a password that nobody knows; a failed attempt is not remembered. */
  private dummyHash(): Promise<string> {
    this.dummy ??= this.hash(crypto.randomUUID()).catch((error: unknown) => {
      this.dummy = undefined;
      throw error;
    });
    return this.dummy;
  }

  private queued<T>(work: () => Promise<T>): Promise<T> {
    return this.turnstile.pass(work, () => temporarilyUnavailable('too many sign-ins at once', { retryAfter: 2 }));
  }
}
