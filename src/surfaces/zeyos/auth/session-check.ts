import { Injectable } from '@nestjs/common';
import { invalidToken } from '../../../core/errors.js';
import type { UserId } from '../../../core/ids.js';
import type { Principal } from '../../../core/principal.js';
import { PersonalRights } from '../../../oauth2/index.js';
import { Users } from '../../../users/index.js';
import type { SessionCheckDto } from './auth.dto.js';

/** What of it the caller wants to know. */
export interface SessionQuestion {
  readonly access: boolean;
  readonly settings: boolean;
}

/** `de_DE`, where the standard says `de-DE` (BCP 47), and a region where none was chosen. */
const LANGUAGES: Readonly<Record<string, string>> = { de: 'de_DE', en: 'en_US', es: 'es_ES' };

@Injectable()
export class SessionCheck {
  constructor(
    private readonly users: Users,
    private readonly rights: PersonalRights,
  ) {}

  /** As far as the scope goes: a session's tells all of the person. */
  async show(principal: Principal, { access, settings }: SessionQuestion): Promise<SessionCheckDto> {
    const { scope, clientId } = principal;
    const user = await this.users.find(principal.instanceId, principal.bearer.id as UserId);
    if (!user) throw invalidToken('the token is not valid', { cause: 'the user is gone' });
    const { id, name, email, locale, zoneinfo } = user;
    const seesProfile = scope.has('profile');
    return {
      auth: { user: id, application: clientId ?? null, lang: languageOf(seesProfile ? locale : undefined) },
      ...{ user: id, contact: null },
      ...(seesProfile && { name }),
      ...(scope.has('email') && { email }),
      ...(access && (await this.accessOf(principal))),
      ...(settings && { settings: seesProfile ? { locale, zoneinfo } : {} }),
    };
  }

  private async accessOf(principal: Principal): Promise<Partial<SessionCheckDto>> {
    const groups = (await this.rights.groups(principal)) ?? [];
    const permissions = await this.rights.permissions(principal);
    return {
      ...{ admin: groups.some(({ writable }) => writable), nopublic: false, apionly: false },
      groups: Object.fromEntries(groups.map(({ id, writable }) => [id, writable])),
      permissions: Object.fromEntries(permissions.map(({ identifier, writable }) => [identifier, writable])),
    };
  }
}

function languageOf(locale = 'en'): string {
  return LANGUAGES[locale] ?? locale.replaceAll('-', '_');
}
