import { Injectable } from '@nestjs/common';
import { invalidInput } from '../../core/errors.js';
import type { Parameters } from '../../core/parameters.js';
import { Csrf } from '../../login/index.js';
import { type ProfileChange, Users } from '../../users/index.js';
import { LOCALES } from '../locale.js';
import { timeZones } from '../moments.js';
import { formRefusal } from '../page-errors.js';
import { AccountPage } from './account-page.service.js';
import { type AccountVisit, personOf } from './person.js';

@Injectable()
export class ProfileFlow {
  constructor(
    private readonly users: Users,
    private readonly csrf: Csrf,
    private readonly page: AccountPage,
  ) {}

  async save(at: AccountVisit): Promise<string> {
    const { instance, visit, principal } = at;
    const { form, context } = visit;
    try {
      this.csrf.verify(instance, context, form.get('csrf'));
      await this.users.updateProfile(personOf(principal), profileOf(form));
      return this.page.done(at, 'profileSaved');
    } catch (thrown) {
      const typed = {
        name: form.get('name') ?? '',
        locale: form.get('locale') ?? '',
        zoneinfo: form.get('zoneinfo') ?? '',
      };
      return this.page.show(at, { typed, ...formRefusal(thrown) });
    }
  }
}

/** The form shows all of the profile, so what it leaves empty is cleared. @throws invalid_input */
function profileOf(form: Parameters): ProfileChange {
  const locale = form.get('locale') ?? null;
  const zoneinfo = form.get('zoneinfo') ?? null;
  const isKnown = locale === null || LOCALES.some((texts) => texts.locale === locale);
  if (!isKnown) throw invalidInput('this language is not spoken here', { fields: { locale: 'is not valid' } });
  if (zoneinfo !== null && !timeZones().includes(zoneinfo)) {
    throw invalidInput('there is no such time zone', { fields: { zoneinfo: 'is not valid' } });
  }
  return { name: form.get('name') ?? '', locale, zoneinfo };
}
