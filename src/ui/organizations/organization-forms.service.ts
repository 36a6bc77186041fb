import { Injectable } from '@nestjs/common';
import { invalidInput } from '../../core/errors.js';
import { type Role, ROLES } from '../../core/roles.js';
import { Csrf } from '../../login/index.js';
import { withQuery } from '../page-paths.js';
import { english } from '../texts/en.js';
import type { Visit } from '../visit.js';
import { type OrganizationRefusal, organizationRefusal } from './organization-errors.js';
import type { OrganizationVisit } from './organization-visit.js';
import type { OrganizationErrorName, OrganizationNoticeName } from './organization-views.js';

export interface Submission {
  /** What the form asks for; answers where to go afterwards. */
  readonly work: () => Promise<string>;
  /** The form once more, with what was wrong. */
  readonly show: (refusal: OrganizationRefusal) => Promise<string>;
  /** What a conflict means here. */
  readonly onConflict?: OrganizationErrorName;
}

/** What all forms of organizations share: only ours count, and one that was refused is shown again. */
@Injectable()
export class OrganizationForms {
  constructor(private readonly csrf: Csrf) {}

  async submit({ instance, visit }: OrganizationVisit, { work, show, onConflict }: Submission): Promise<string> {
    try {
      this.csrf.verify(instance, visit.context, visit.form.get('csrf'));
      return visit.reply.redirect(await work());
    } catch (thrown) {
      return show(organizationRefusal(thrown, onConflict));
    }
  }
}

/** To a page, where a sentence says what was done. */
export function done(path: string, notice: OrganizationNoticeName): string {
  return withQuery(path, { done: notice });
}

/** The link can be made by anyone, so it chooses among our sentences and holds none. */
export function noticeOf({ query, isForm }: Visit): OrganizationNoticeName | undefined {
  const name = query.get('done') ?? '';
  return !isForm && isNotice(name) ? name : undefined;
}

function isNotice(name: string): name is OrganizationNoticeName {
  return Object.hasOwn(english.organizations.notices, name);
}

/** The checkboxes named `role`. @throws invalid_input */
export function rolesIn({ form }: Visit): readonly Role[] {
  const names = (form.get('role') ?? '').split(' ').filter((name) => name !== '');
  if (names.length === 0 || !names.every(isRole)) {
    throw invalidInput('a member has at least one role', { fields: { roles: 'at least one' } });
  }
  return names.filter(isRole);
}

function isRole(name: string): name is Role {
  return ROLES.some((role) => role === name);
}
