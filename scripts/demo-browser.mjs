// As much of a browser as a sign-in needs: it keeps cookies, follows redirects and fills in the form that it is shown.
const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'", '#x27': "'" };
const decode = (text) => text.replace(/&(#?\w+);/g, (whole, name) => entities[name] ?? whole);
const attribute = (tag, name) => {
  const [, value] = new RegExp(`\\s${name}="([^"]*)"`).exec(tag) ?? [];
  return value === undefined ? undefined : decode(value);
};

/** The fields that a page filled in itself: hidden ones, and boxes that are ticked. */
const givenFields = (form) =>
  [...form.matchAll(/<input\b[^>]*>/g)]
    .map(([tag]) => tag)
    .filter(
      (tag) =>
        attribute(tag, 'type') === 'hidden' || (attribute(tag, 'type') === 'checkbox' && /\schecked\b/.test(tag)),
    )
    .map((tag) => [attribute(tag, 'name'), attribute(tag, 'value') ?? '']);

const readForm = (html, known) => {
  const forms = [...html.matchAll(/<form\b[\s\S]*?<\/form>/g)].map(([form]) => form);
  const form = forms.find((one) => known.some((name) => one.includes(`name="${name}"`)));
  if (!form) throw new Error('the page shows no form that the tour knows');
  return { action: attribute(form, 'action') ?? '', fields: givenFields(form), text: form };
};

export class Browser {
  #cookies = new Map();
  #fetch;

  constructor(tracedFetch) {
    this.#fetch = tracedFetch;
  }

  /** Goes on, filling in what it is asked from `answers`, until it is sent to `target`; answers that URL. */
  async travel(url, answers, target) {
    let page = await this.#request(url);
    for (let steps = 0; steps < 12; steps++) {
      const location = page.response.headers.get('location');
      if (location) {
        const next = new URL(location, page.url);
        if (next.href.startsWith(target)) return next;
        page = await this.#request(next.href);
      } else {
        page = await this.#submit(page, answers);
      }
    }
    throw new Error('the sign-in does not come to an end');
  }

  /** What a script of one of our own pages would send: with the cookies, and the origin. */
  async send(url, init = {}) {
    const headers = { ...init.headers, origin: new URL(url).origin, accept: 'application/json' };
    return (await this.#request(url, { ...init, headers })).response;
  }

  async #submit({ url, response }, answers) {
    const { action, fields, text } = readForm(await response.text(), Object.keys(answers));
    const asked = Object.entries(answers).filter(([name]) => text.includes(`name="${name}"`));
    return this.#request(new URL(action, url).href, {
      method: 'POST',
      headers: { origin: new URL(url).origin },
      body: new URLSearchParams([...fields, ...asked]),
    });
  }

  async #request(url, init = {}) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { accept: 'text/html', ...init.headers, ...(cookie && { cookie }) };
    const response = await this.#fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return { url, response };
  }

  #keep(line) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (/;\s*max-age=0\b/i.test(line) || value === '') this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}
