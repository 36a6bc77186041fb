import { Injectable } from '@nestjs/common';
import { AuthError } from '../../core/errors.js';
import { basePathOf, pagePaths } from '../page-paths.js';
import { PageWriter } from '../page-writer.service.js';
import { type LinkVisit, MailedLink } from './mailed-link.js';
import { recoveryPaths } from './recovery-paths.js';
import type { LinkKind } from './recovery-views.js';

/** What every mailed link ends in: it has done what it is there for, or can do nothing any more. */
@Injectable()
export class LinkPages {
  constructor(
    private readonly link: MailedLink,
    private readonly writer: PageWriter,
  ) {}

  done(kind: LinkKind, at: LinkVisit): string {
    const { instance, visit } = at;
    this.link.forget(linkPath(kind, at), at);
    const { signIn, account } = pagePaths(basePathOf(instance), '');
    const view = { kind, href: kind === 'reset' ? signIn : account };
    return this.writer.write(instance, visit, { page: 'link-done', view });
  }

  /** @throws what is no link that is over */
  over(kind: LinkKind, at: LinkVisit, thrown: unknown): string {
    if (!(thrown instanceof AuthError) || thrown.code !== 'invalid_proof') throw thrown;
    const { instance, visit } = at;
    this.link.forget(linkPath(kind, at), at);
    const againHref = kind === 'reset' ? recoveryPaths(instance).forgotPassword : undefined;
    return this.writer.write(instance, visit, { page: 'link-over', status: thrown.status, view: { againHref } });
  }
}

export function linkPath(kind: LinkKind, { instance }: LinkVisit): string {
  const { resetPassword, verifyEmail, confirmEmail } = recoveryPaths(instance);
  return { reset: resetPassword, verify: verifyEmail, change: confirmEmail }[kind];
}
