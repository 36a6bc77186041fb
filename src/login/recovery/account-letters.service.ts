import { Injectable } from '@nestjs/common';
import { Letters } from '../../mail/index.js';
import { Clock } from '../../platform/index.js';
import type { User } from '../../users/index.js';
import { MailProofs } from './mail-proofs.service.js';

export interface Wish {
  /** Milliseconds. */
  readonly askedAt: number;
  /** Where the account names none. */
  readonly locale?: string;
}

/** Where whoever is told of something that they did not do can help themselves. */
const HELP = { path: '/forgot-password' };

/** The letters about an account, each to the one address that is stored for it. All of them join the running transaction. */
@Injectable()
export class AccountLetters {
  constructor(
    private readonly letters: Letters,
    private readonly proofs: MailProofs,
    private readonly clock: Clock,
  ) {}

  async reset(user: User, { askedAt, locale }: Wish): Promise<void> {
    await this.proofs.lock(keyOf(user));
    const link = await this.proofs.issue(user, { purpose: 'reset', askedAt });
    if (!link) return;
    const values = { name: user.name };
    await this.letters.send({ ...addressed(user, locale), template: 'reset-password', values, link });
  }

  async verify(user: User, { askedAt, locale }: Wish): Promise<void> {
    await this.proofs.lock(keyOf(user));
    const link = await this.proofs.issue(user, { purpose: 'verify', askedAt });
    if (!link) return;
    const values = { name: user.name };
    await this.letters.send({ ...addressed(user, locale), template: 'verify-email', values, link });
  }

  /** To the new address, unless somebody has it; to the one of today in any case: nobody is to learn from it who has which. */
  async changeEmail(user: User, wish: Wish & { readonly newEmail: string; readonly isFree: boolean }): Promise<void> {
    const { newEmail, isFree, askedAt, locale } = wish;
    await this.proofs.lock(keyOf(user));
    const link = await this.proofs.issue(user, { purpose: 'change-email', askedAt, newEmail });
    if (!link) return;
    const [from, values] = [addressed(user, locale), { name: user.name }];
    if (isFree) await this.letters.send({ ...from, to: newEmail, template: 'email-change-confirm', values, link });
    await this.letters.send({
      ...from,
      template: 'email-change-asked',
      values: { ...this.dated(user), newEmail },
      link: HELP,
    });
  }

  async passwordChanged(user: User): Promise<void> {
    await this.letters.send({ ...addressed(user), template: 'password-changed', values: this.dated(user), link: HELP });
  }

  /** To the address that the account had. */
  async emailChanged(user: User, newEmail: string): Promise<void> {
    const values = { ...this.dated(user), newEmail };
    await this.letters.send({ ...addressed(user), template: 'email-changed', values });
  }

  private dated({ name, zoneinfo }: User): { name: string; at: number; zoneinfo?: string } {
    return { name, at: this.clock.now(), ...(zoneinfo !== undefined && { zoneinfo }) };
  }
}

function keyOf({ instanceId, id }: User): { instanceId: User['instanceId']; userId: User['id'] } {
  return { instanceId, userId: id };
}

function addressed(
  { instanceId, email, locale }: User,
  wish?: string,
): Pick<User, 'instanceId' | 'locale'> & { to: string } {
  return { instanceId, to: email, locale: locale ?? wish };
}
