import { german } from './texts/de.js';
import { english } from './texts/en.js';
import type { Locale, Texts } from './texts/texts.js';

const TEXTS: Readonly<Record<Locale, Texts>> = { en: english, de: german };

export const LOCALES: readonly Texts[] = [english, german];

/** Longer lists than a browser sends are cut, not read. */
const MAXIMUM_LIST_LENGTH = 512;

export interface LanguageWishes {
  /** Space separated BCP 47 tags, best first (OpenID Connect Core §3.1.2.1). */
  readonly uiLocales?: string;
  /** What the person chose in the profile. */
  readonly profile?: string;
  /** RFC 9110 §12.5.4. */
  readonly acceptLanguage?: string;
}

/** The first wish that we speak; English where there is none. Wishes are compared, never put out. */
export function textsFor({ uiLocales, profile, acceptLanguage }: LanguageWishes): Texts {
  const tags = [
    ...(uiLocales ?? '').slice(0, MAXIMUM_LIST_LENGTH).split(' '),
    profile ?? '',
    ...byQuality(acceptLanguage),
  ];
  const locale = tags.map(primaryLanguage).find(isLocale);
  return TEXTS[locale ?? 'en'];
}

function primaryLanguage(tag: string): string {
  return (tag.split(/[-_]/)[0] ?? '').toLowerCase();
}

function isLocale(text: string): text is Locale {
  return Object.hasOwn(TEXTS, text);
}

function byQuality(header = ''): string[] {
  return header
    .slice(0, MAXIMUM_LIST_LENGTH)
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.split(';').map((part) => part.trim());
      const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
      return { tag, quality: Number.isNaN(quality) ? 0 : quality };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}
