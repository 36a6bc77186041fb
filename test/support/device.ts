import type { Form } from './code-flow.js';
import { type Answer, basic } from './http.js';
import type { TestApp, TestServer } from './server.js';
import type { Visitor } from './visitor.js';

export const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code';

/** What a device is told at the beginning (RFC 8628 §3.2). */
export interface Started {
  readonly device_code: string;
  readonly user_code: string;
  readonly verification_uri: string;
  readonly verification_uri_complete: string;
  readonly expires_in: number;
  readonly interval: number;
}

/** A device and the person who lets it in, over HTTP. */
export class DeviceTests {
  constructor(
    private readonly server: TestServer,
    /** Of the endpoints: the standard surface's, or `/oauth2`. */
    private readonly base = '/demo/oauth2/v1',
  ) {}

  start(app: TestApp, form: Form = {}): Promise<Answer> {
    return this.post('device_authorization', app, form);
  }

  async started(app: TestApp, form: Form = {}): Promise<Started> {
    const { status, json, text } = await this.start(app, form);
    if (status !== 200) throw new Error(`not begun: ${status} ${text}`);
    return json as unknown as Started;
  }

  poll(app: TestApp, { device_code }: Pick<Started, 'device_code'>, form: Form = {}): Promise<Answer> {
    return this.post('token', app, { grant_type: DEVICE_CODE, device_code, ...form });
  }

  /** From the link to the question: the page with the code to compare. */
  async entered(visitor: Visitor, { verification_uri_complete }: Started): Promise<Answer> {
    const { pathname, search } = new URL(verification_uri_complete);
    return this.enter(visitor, await visitor.open(pathname + search));
  }

  async enter(visitor: Visitor, page: Answer, code?: string): Promise<Answer> {
    return visitor.follow(await visitor.submit(page, code === undefined ? {} : { code }));
  }

  async decide(visitor: Visitor, started: Started, filled: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return visitor.submit(await this.entered(visitor, started), { decision: 'allow', ...filled });
  }

  /** The whole of it. */
  async tokens(visitor: Visitor, app: TestApp, form: Form, filled: Readonly<Record<string, string>> = {}) {
    const started = await this.started(app, form);
    const decided = await this.decide(visitor, started, filled);
    if (decided.status !== 200) throw new Error(`not decided: ${decided.status} ${decided.text}`);
    return { started, answer: await this.poll(app, started) };
  }

  private post(endpoint: string, { clientId, clientSecret }: TestApp, form: Form): Promise<Answer> {
    const path = `${this.base}/${endpoint}`;
    if (clientSecret === '') return this.server.send('POST', path, { form: { client_id: clientId, ...form } });
    return this.server.send('POST', path, { form, headers: { authorization: basic(clientId, clientSecret) } });
  }
}
