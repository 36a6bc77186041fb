import { Injectable } from '@nestjs/common';
import type { Instance } from '../instances/index.js';
import { type PendingAuthorization, PendingAuthorizations } from '../oauth2/index.js';
import { SocialProviders } from '../social/index.js';
import { basePathOf, pagePaths, withQuery } from './page-paths.js';
import { safeReturnPath } from './return-path.js';
import { socialPath } from './social/social-paths.js';
import type { SocialChoice } from './social/social-views.js';
import type { Visit } from './visit.js';

export interface EntrancePaths {
  readonly signIn: string;
  /** Absent where the instance makes no accounts by itself. */
  readonly signUp?: string;
}

/** What signing in and signing up share: where the person comes from, and where to go afterwards. */
@Injectable()
export class Entrance {
  constructor(
    private readonly requests: PendingAuthorizations,
    private readonly providers: SocialProviders,
  ) {}

  /** The app's request that led here. @throws invalid_request where this browser did not start it */
  async pending(instance: Instance, { query, context }: Visit): Promise<PendingAuthorization | undefined> {
    const requestId = query.get('request');
    return requestId === undefined ? undefined : this.requests.get({ instance, context }, requestId);
  }

  /** Back to the app's request, else to the page that asked for a sign-in, else to the account. */
  next(instance: Instance, { query }: Pick<Visit, 'query'>): string {
    const requestId = query.get('request');
    const basePath = basePathOf(instance);
    if (requestId !== undefined) return withQuery(pagePaths(basePath, '').resume, { request: requestId });
    return safeReturnPath(query.get('return_to'), basePath) ?? pagePaths(basePath, '').account;
  }

  /** The two forms, each carrying on what this one was opened with. */
  paths(instance: Instance, { query }: Pick<Visit, 'query'>): EntrancePaths {
    const carried = carriedBy(query);
    const { signIn, signUp } = pagePaths(basePathOf(instance), '');
    const isOpen = instance.settings.signUp === 'open';
    return { signIn: withQuery(signIn, carried), signUp: isOpen ? withQuery(signUp, carried) : undefined };
  }

  /** The ways in beside the password, carrying on the same. */
  social(instance: Instance, { query }: Pick<Visit, 'query'>): readonly SocialChoice[] {
    const carried = carriedBy(query);
    return this.providers
      .offered(instance)
      .map(({ name, title }) => ({ title, href: withQuery(socialPath(instance, name), carried) }));
  }
}

function carriedBy(query: Visit['query']): Readonly<Record<string, string | undefined>> {
  return {
    request: query.get('request'),
    return_to: query.get('return_to'),
    ui_locales: query.get('ui_locales'),
  };
}
