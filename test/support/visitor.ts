import { type Answer, type RequestOptions, send } from './http.js';

/** A form as a page shows it. */
export interface Form {
  readonly action: string;
  /** Name and value of every field that would be sent as it stands; ticked boxes included, buttons not. */
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** A person's browser, as far as HTTP goes: a cookie jar, and forms that are sent to where they say. */
export class Visitor {
  private readonly jar = new Map<string, { readonly value: string; readonly path: string }>();

  constructor(
    private readonly origin: string,
    /** What the trusted proxy of the test server says of where it comes from. */
    readonly address = '192.0.2.1',
  ) {}

  get(path: string, options: RequestOptions = {}): Promise<Answer> {
    return this.request('GET', path, options);
  }

  post(path: string, options: RequestOptions = {}): Promise<Answer> {
    return this.request('POST', path, options);
  }

  async request(method: string, path: string, options: RequestOptions = {}): Promise<Answer> {
    const url = new URL(path, this.origin);
    const cookie = this.cookieHeader(url.pathname);
    const headers = { 'x-forwarded-for': this.address, ...(cookie && { cookie }), ...options.headers };
    const answer = await send(this.origin, method, path, { ...options, headers });
    answer.headers.getSetCookie().forEach((line) => this.keep(line));
    return answer;
  }

  /** Follows redirects within the server; stops at a page, or at a redirect that leads away from it. */
  async open(path: string): Promise<Answer> {
    return this.follow(await this.get(path));
  }

  async follow(answer: Answer): Promise<Answer> {
    let current = answer;
    while (current.location !== undefined && new URL(current.location, this.origin).origin === this.origin) {
      current = await this.get(current.location);
    }
    return current;
  }

  /** Sends the page's form with some fields filled in; a field that the form lacks is added. */
  async submit(page: Answer, filled: Readonly<Record<string, string>>, which = 0): Promise<Answer> {
    const form = formsOf(page.text)[which];
    if (!form) throw new Error(`there is no form on the page: ${page.status} ${page.text.slice(0, 300)}`);
    const kept = form.fields.filter(([name]) => !(name in filled));
    const body = new URLSearchParams([...kept, ...Object.entries(filled)].map(([name, value]) => [name, value]));
    return this.post(form.action, { form: body });
  }

  cookie(name: string): string | undefined {
    return this.jar.get(name)?.value;
  }

  setCookie(name: string, value: string, path: string): void {
    this.jar.set(name, { value, path });
  }

  forget(name: string): void {
    this.jar.delete(name);
  }

  private cookieHeader(path: string): string {
    const sent = [...this.jar].filter(
      ([, cookie]) => path === cookie.path || path.startsWith(cookie.path.replace(/\/?$/, '/')),
    );
    return sent.map(([name, { value }]) => `${name}=${value}`).join('; ');
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const name = pair.slice(0, pair.indexOf('='));
    const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? '/';
    if (attributes.some((attribute) => /^max-age=0$/i.test(attribute))) this.jar.delete(name);
    else this.jar.set(name, { value: pair.slice(name.length + 1), path });
  }
}

/** The forms of a page of ours, whose markup is plain. */
export function formsOf(html: string): readonly Form[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = '', body = '']) => ({
    action: attribute(head, 'action') ?? '',
    fields: [...body.matchAll(/<input\b([^>]*)>/g)].flatMap(([, input = '']) => fieldOf(input)),
  }));
}

function fieldOf(input: string): readonly (readonly [string, string])[] {
  const name = attribute(input, 'name');
  const isChoice = /type="(?:checkbox|radio)"/.test(input);
  if (name === undefined || (isChoice && !/\bchecked\b/.test(input)) || /\bdisabled\b/.test(input)) return [];
  return [[name, attribute(input, 'value') ?? (isChoice ? 'on' : '')]];
}

function attribute(markup: string, name: string): string | undefined {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(markup)?.[1];
  return value
    ?.replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
