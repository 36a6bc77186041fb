import { AuthError, conflict, csrfFailed, invalidInput, invalidLogin, rateLimited } from '../../src/core/errors.js';
import { brandingStylesheet } from '../../src/ui/branding.js';
import { textsFor } from '../../src/ui/locale.js';
import { dateOf, relativeMoment } from '../../src/ui/moments.js';
import { formRefusal, refusalName } from '../../src/ui/page-errors.js';
import { Pages } from '../../src/ui/pages.service.js';
import { safeReturnPath } from '../../src/ui/return-path.js';
import { german } from '../../src/ui/texts/de.js';
import { english } from '../../src/ui/texts/en.js';
import type { Frame, PageViews } from '../../src/ui/views.js';
import { developerPageViews } from '../support/developer-page-views.js';
import { devicePageViews } from '../support/device-page-views.js';
import { operatorPageViews } from '../support/operator-page-views.js';
import { recoveryPageViews } from '../support/recovery-page-views.js';
import { secondFactorPageViews } from '../support/second-factor-page-views.js';
import { securityPageViews } from '../support/security-page-views.js';
import { organizationPageViews } from '../support/organization-page-views.js';

describe('where a form leads afterwards (T022)', () => {
  it.each(['/demo/', '/demo/account', '/demo/account?done=profileSaved#apps', '/demo/a%20b', "/demo/it's"])(
    'follows %s',
    (path) => expect(safeReturnPath(path, '/demo')).toBe(path),
  );

  it.each([
    ...[
      '',
      'account',
      '/',
      '/demo',
      '/demon/account',
      '/other/account',
      '//evil.test',
      '//evil.test/demo/',
      '///evil.test',
    ],
    ...[
      'https:evil.test',
      'https://evil.test/demo/',
      'javascript:alert(1)',
      'javascript://demo/%0aalert(1)',
      'data:text/html,x',
    ],
    ...['\\\\evil.test', '/\\evil.test', '/demo/\\evil.test', '\\/evil.test', '/demo\\@evil.test', '/demo@evil.test/'],
    ...[
      '/\t/evil.test',
      '/demo/\t',
      '/demo/\n',
      '\t//evil.test',
      ' /demo/account',
      '/demo/account ',
      '/demo/\u0000',
      '/demo/ü',
    ],
    ...[
      'user@evil.test',
      '/demo/../other/',
      '/demo/..',
      '/demo/%2e%2e/other/',
      '/demo/.%2E/other',
      '/demo/./',
      '/demo/"x',
    ],
    `/demo/${'a'.repeat(2_048)}`,
  ])('ignores %j', (path) => expect(safeReturnPath(path, '/demo')).toBeUndefined());

  it('ignores what is not there', () => expect(safeReturnPath(undefined, '/demo')).toBeUndefined());
});

describe('the language of a page', () => {
  it.each([
    [{}, 'en'],
    [{ acceptLanguage: 'de-AT,de;q=0.9,en;q=0.5' }, 'de'],
    [{ acceptLanguage: 'fr, en;q=0.4, de;q=0.7' }, 'de'],
    [{ acceptLanguage: 'de;q=0, en' }, 'en'],
    [{ acceptLanguage: '*;q=x,,;;' }, 'en'],
    [{ profile: 'de', acceptLanguage: 'en' }, 'de'],
    [{ uiLocales: 'fr-CA de', profile: 'en' }, 'de'],
    [{ uiLocales: '"><script> constructor __proto__' }, 'en'],
  ])('for %j is %s', (wishes, locale) => expect(textsFor(wishes).locale).toBe(locale));

  it('has every sentence in both', () => {
    const shapeOf = (value: unknown): unknown =>
      typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shapeOf(member)]))
        : typeof value;
    expect(shapeOf(german)).toEqual(shapeOf(english));
  });
});

describe('the sentence for an error', () => {
  it.each([
    [invalidLogin('x'), 'invalidLogin', 401],
    [rateLimited('x', { retryAfter: 5 }), 'rateLimited', 429],
    [csrfFailed('x'), 'formExpired', 403],
    [conflict('x', { fields: { email: 'x' } }), 'emailTaken', 409],
    [conflict('x'), 'invalidInput', 409],
    [invalidInput('x', { fields: { currentPassword: 'x' } }), 'wrongPassword', 400],
    [invalidInput('x', { fields: { constructor: 'x' } }), 'invalidInput', 400],
  ])('%# is one of ours', (error, name, status) => expect(formRefusal(error)).toMatchObject({ error: name, status }));

  it('is left to another page where no form can say it', () => {
    const broken = new Error('broken');
    expect(() => formRefusal(broken)).toThrow(broken);
    expect(() => formRefusal(new AuthError('unknown_instance', 'x'))).toThrow('x');
    expect(refusalName('unknown_instance', 404)).toBe('notFound');
    expect(refusalName('csrf_failed', 403)).toBe('formExpired');
    expect(refusalName('server_error', 500)).toBe('failed');
    expect(refusalName('temporarily_unavailable', 503)).toBe('unavailable');
  });
});

describe('the accent of an instance', () => {
  const colours = (css: string, name: string): string[] =>
    [...css.matchAll(new RegExp(`--${name}:(#[0-9a-f]{6})`, 'g'))].map(([, colour = '']) => colour);

  it.each(['#2f5bd3', '#ffffff', '#000000', '#ffee00', '#ff0000', '#808080', '#00ff7f'])('%s can be read', (accent) => {
    const css = brandingStylesheet(accent);
    const [light = '', dark = ''] = colours(css, 'accent-text');
    expect(contrast(light, '#ffffff')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(dark, '#15171a')).toBeGreaterThanOrEqual(4.5);
    const inks = colours(css, 'accent-ink');
    colours(css, 'accent').forEach((fill, index) =>
      expect(contrast(fill, inks[index] ?? '')).toBeGreaterThanOrEqual(4.4),
    );
  });

  it('is a colour or nothing: no setting adds a rule', () => {
    expect(brandingStylesheet('red;}body{display:none')).toBe(brandingStylesheet('#2f5bd3'));
  });
});

describe('moments', () => {
  const now = Date.UTC(2026, 10, 22, 13, 0);
  it.each([
    [0, 'now'],
    [5 * 60_000, '5 minutes ago'],
    [3 * 3_600_000, '3 hours ago'],
    [24 * 3_600_000, 'yesterday'],
    [-60_000, 'now'],
    [30 * 24 * 3_600_000, '23 October 2026'],
  ])('%i ms ago', (age, text) => expect(relativeMoment(now - age, { locale: 'en', now }).text).toBe(text));

  it('are told in the time zone of the person, and in UTC where that is unknown', () => {
    const late = Date.UTC(2026, 10, 22, 23, 30);
    expect(dateOf(late, { locale: 'de', timeZone: 'Europe/Berlin', now }).text).toBe('23. November 2026');
    expect(dateOf(late, { locale: 'de', timeZone: 'Mars/Olympus', now }).text).toBe('22. November 2026');
  });
});

describe('pages', () => {
  const pages = new Pages();
  const HOSTILE = `"><script>alert('x')</script></form>&amp;`;
  const paths =
    'home signIn signUp consent resume signOut forgotPassword account security apiKeys launchpad organizations invitations developer operator explorer discovery jwks'.split(
      ' ',
    );
  const frame = (texts = english): Frame => ({
    texts,
    instanceTitle: HOSTILE,
    paths: Object.fromEntries(paths.map((path) => [path, `/demo/${path}`])) as never,
    assets: {
      ...{ stylesheet: '/assets/latchkey.css', icon: '/assets/icon.svg' },
      ...{ formPostScript: '/assets/form-post.js', copyScript: '/assets/copy.js' },
    },
    languages: [{ locale: 'de', name: 'Deutsch', href: `?state=${HOSTILE}` }],
    csrf: 'token',
    requestId: HOSTILE,
    passwordMinimum: 8,
    section: 'organizations',
    person: { name: HOSTILE, email: HOSTILE, isOperator: true },
  });
  const moment = { text: HOSTILE, exact: HOSTILE, iso: HOSTILE };
  const person = { name: HOSTILE, email: HOSTILE };
  const fields = [{ name: 'state', value: HOSTILE }];
  const views: PageViews = {
    ...organizationPageViews(HOSTILE),
    ...developerPageViews(HOSTILE),
    ...operatorPageViews(HOSTILE),
    ...devicePageViews(HOSTILE),
    ...securityPageViews(HOSTILE),
    ...secondFactorPageViews(HOSTILE),
    ...recoveryPageViews(HOSTILE),
    'sign-in': {
      action: HOSTILE,
      signUpHref: HOSTILE,
      identifier: HOSTILE,
      clientName: HOSTILE,
      error: 'invalidLogin',
      social: [{ title: HOSTILE, href: HOSTILE }],
    },
    'sign-up': { action: HOSTILE, signInHref: HOSTILE, identifier: HOSTILE, name: HOSTILE, error: 'emailTaken' },
    consent: {
      action: HOSTILE,
      client: { name: HOSTILE, vendor: HOSTILE },
      scopes: [true, false].map((required) => ({ name: HOSTILE, sentence: HOSTILE, required })),
      redirectOrigin: HOSTILE,
      person,
      otherAccountHref: HOSTILE,
    },
    'sign-out': { action: HOSTILE, signedIn: true },
    'social-refusal': { title: HOSTILE, message: HOSTILE, href: HOSTILE, label: HOSTILE },
    refusal: { name: 'badRequest' },
    'form-post': { action: HOSTILE, origin: HOSTILE, fields },
    'turn-back': { appTitle: HOSTILE, origin: HOSTILE, form: { action: HOSTILE, origin: HOSTILE, fields } },
    home: { person, signUp: true },
    account: {
      profile: {
        email: HOSTILE,
        emailVerified: false,
        name: HOSTILE,
        locale: 'de',
        zoneinfo: HOSTILE,
        zones: [HOSTILE],
      },
      apps: [{ name: HOSTILE, vendor: HOSTILE, sentences: [HOSTILE], since: moment, withdrawAction: HOSTILE }],
      actions: { profile: HOSTILE },
      securityHref: HOSTILE,
      locales: [{ locale: 'en', name: 'English' }],
      notice: 'profileSaved',
      problem: { error: 'wrongPassword' },
    },
  };
  const names = Object.keys(views) as (keyof PageViews)[];

  it.each(names)('escape what they are given: %s (T020, T023)', (name) => {
    for (const texts of [english, german]) {
      const html = pages.render(name, frame(texts), views[name]);
      expect(html).not.toContain('<script>');
      expect(html).not.toContain('</form>&amp;');
      expect(html).not.toMatch(/\bundefined\b|\[object/);
    }
  });

  it.each(names)(
    'obey a policy without inline style and script, and load nothing from elsewhere: %s (T015)',
    (name) => {
      const html = pages.render(name, frame(), views[name]);
      expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=/i);
      expect(html.match(/<script(?! src="\/assets\/)/g)).toBeNull();
      expect(html.match(/<(?:link[^>]*href|img[^>]*src|script[^>]*src)="(?!\/)[^"]*"/g)).toBeNull();
    },
  );

  it.each(names)('show a logo as an image and nothing else, whatever its address says: %s (T260)', (name) => {
    const html = pages.render(name, { ...frame(), logo: `https://cdn.test/${HOSTILE}` }, views[name]);
    expect(html).not.toMatch(/<script>|\son[a-z]+=/i);
    const images = html.match(/<img\b[^>]*>/g) ?? [];
    for (const image of images)
      expect(image).toMatch(/^<img class="brand-image" src="https:[^"]*" alt="" referrerpolicy/);
    expect(images.length).toBeLessThanOrEqual(1);
  });

  it.each(names)('label every control: %s', (name) => {
    const html = pages.render(name, frame(), views[name]);
    const controls =
      html.match(/<(?:input|select)\b[^>]*>/g)?.filter((tag) => !/type="hidden"|aria-hidden/.test(tag)) ?? [];
    const ids = controls.map((tag) => /\bid="([^"]+)"/.exec(tag)?.[1]);
    for (const id of ids) expect(html).toContain(`for="${id}"`);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('puts the value of a form_post field exactly (T020)', () => {
    const html = pages.render('form-post', frame(), views['form-post']);
    expect(html).toContain('value="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&lt;/form&gt;&amp;amp;"');
  });
});

function contrast(one: string, other: string): number {
  const luminance = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
      const share = parseInt(colour.slice(start, start + 2), 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
  };
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return high / low;
}
