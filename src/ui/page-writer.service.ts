import { Injectable } from '@nestjs/common';
import type { Instance } from '../instances/index.js';
import { Csrf } from '../login/index.js';
import { isImageUrl, Settings } from '../platform/index.js';
import { LOCALES, textsFor } from './locale.js';
import type { FormRefusal } from './page-errors.js';
import { assetPaths, basePathOf, pagePaths, withQuery } from './page-paths.js';
import { Pages } from './pages.service.js';
import type { Texts } from './texts/texts.js';
import type { Frame, LanguageLink, PageName, PageViews, Person } from './views.js';
import type { Visit } from './visit.js';

/** What a flow has decided to show. */
export interface PageAnswer<Name extends PageName> {
  readonly page: Name;
  readonly view: PageViews[Name];
  /** HTTP status; 200 where it is absent. */
  readonly status?: number;
  /** A form that is shown again: sets the status. */
  readonly refusal?: Omit<FormRefusal, 'error'> & { readonly error?: string };
  /** Where a form of this page may lead beside this server, redirects included. */
  readonly formAction?: readonly string[];
  /** The part of the pages that it belongs to, where its path does not say so. */
  readonly section?: string;
  /** The client's `ui_locales`. */
  readonly uiLocales?: string;
  readonly person?: Person & { readonly locale?: string };
}

const PRODUCT = 'Latchkey';

/** Puts the frame around a view and writes the answer. */
@Injectable()
export class PageWriter {
  constructor(
    private readonly pages: Pages,
    private readonly csrf: Csrf,
    private readonly settings: Settings,
  ) {}

  write<Name extends PageName>(instance: Instance | undefined, visit: Visit, answer: PageAnswer<Name>): string {
    const frame = this.frame(instance, visit, answer);
    const html = this.pages.render(answer.page, frame, answer.view);
    const { retryAfter, status = answer.status ?? 200 } = answer.refusal ?? {};
    visit.reply.status(status);
    if (retryAfter !== undefined) visit.reply.header('retry-after', String(Math.ceil(retryAfter)));
    const body = visit.reply.html(html, { formAction: answer.formAction, image: frame.logo });
    // Browsers send `Origin: null` from a page that sends no referrer at all, and the origin is what tells our forms from others'.
    visit.reply.header('referrer-policy', 'same-origin').header('cache-control', 'no-store');
    return body;
  }

  /** The language of a page, for what a flow has to word itself. */
  texts(visit: Visit, wishes: { readonly uiLocales?: string; readonly locale?: string } = {}): Texts {
    return textsFor({
      uiLocales: visit.uiLocales ?? wishes.uiLocales,
      profile: wishes.locale,
      acceptLanguage: visit.context.headers['accept-language'],
    });
  }

  private frame<Name extends PageName>(instance: Instance | undefined, visit: Visit, answer: PageAnswer<Name>): Frame {
    const rootPath = new URL(this.settings.publicUrl).pathname.replace(/\/$/, '');
    const basePath = instance ? basePathOf(instance) : rootPath;
    const texts = this.texts(visit, { uiLocales: answer.uiLocales, locale: answer.person?.locale });
    return {
      texts,
      instanceTitle: instance?.settings.branding.name ?? PRODUCT,
      logo: instance && logoOf(instance),
      paths: pagePaths(basePath, rootPath),
      assets: assetPaths(rootPath, instance),
      languages: visit.isForm || answersOnce(visit) ? [] : languageLinks(visit, texts),
      csrf: instance ? this.csrf.token(instance, visit.context, visit.reply) : '',
      requestId: visit.context.requestId,
      person: answer.person,
      section: answer.section ?? visit.context.path.split('/')[2] ?? '',
      passwordMinimum: instance?.settings.passwordMinimumLength ?? this.settings.passwordMinimumLength,
    };
  }
}

function languageLinks(visit: Visit, current: Texts): LanguageLink[] {
  const others = LOCALES.filter(({ locale }) => locale !== current.locale);
  return others.map(({ locale, languageName }) => ({
    locale,
    name: languageName,
    href: withQuery('', { ...Object.fromEntries(new URLSearchParams(visit.context.search)), ui_locales: locale }),
  }));
}

/** What no policy could name, as older settings may hold it, is not shown: the page is more than its logo. */
function logoOf({ settings }: Instance): string | undefined {
  const { logo } = settings.branding;
  return logo !== undefined && isImageUrl(logo) ? logo : undefined;
}

/** The way back from another provider works once, and what stands in its address is not to be repeated on the page. */
function answersOnce({ context }: Visit): boolean {
  return new URLSearchParams(context.search).has('state');
}
