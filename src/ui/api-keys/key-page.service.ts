import { Injectable } from '@nestjs/common';
import type { KeyOverview } from '../../api-keys/index.js';
import type { Parameters } from '../../core/parameters.js';
import type { Admission } from '../../organizations/index.js';
import { Resources } from '../../resources/index.js';
import { PersonPages } from '../organizations/person-pages.service.js';
import { canSee, headOf } from '../organizations/viewer.js';
import { english } from '../texts/en.js';
import type { Visit } from '../visit.js';
import type { KeyVisit } from './key-desk.js';
import type { KeyRefusal } from './key-errors.js';
import { EXPIRIES, OVERLAPS } from './key-form.js';
import { keyRow, type KeyScene, sentenceOf } from './key-parts.js';
import type { ApiKeyNoticeName, ApiKeysView, NewKeyView } from './key-views.js';
import { SingleForms } from './single-forms.service.js';

/** Days of use that are drawn. */
const DAYS = 30;
/** Keys that can not be used any more, on the page. */
const MOST_PAST = 50;

/** What a form of the page came to. */
export interface KeyOutcome {
  readonly secret?: ApiKeysView['secret'];
  readonly refused?: KeyRefusal;
}

interface Shown {
  readonly scene: KeyScene;
  readonly overview: KeyOverview;
  readonly admission?: Admission;
}

/** The keys of one owner, and the form that makes another. */
@Injectable()
export class KeyPage {
  constructor(
    private readonly resources: Resources,
    private readonly forms: SingleForms,
    private readonly pages: PersonPages,
  ) {}

  /** @throws not_found, forbidden */
  async show(at: KeyVisit, outcome: KeyOutcome = {}): Promise<string> {
    const admission = await at.desk.admission();
    const [reader, overview, catalogue] = await Promise.all([
      this.pages.reader(at),
      at.desk.overview(DAYS),
      this.resources.catalogue(at.instance.id),
    ]);
    const mayChange = !admission || canSee(admission, 'api_keys.manage');
    const mayRevoke = !admission || canSee(admission, 'api_keys.revoke');
    const { texts, moments } = reader;
    const scene: KeyScene = { texts, moments, catalogue, path: at.desk.path, mayChange, mayRevoke };
    const { refused } = outcome;
    return this.pages.write(at, reader, {
      page: 'api-keys',
      refusal: refused && { status: refused.status, retryAfter: refused.retryAfter },
      view: this.viewOf(at, { scene, overview, admission }, outcome),
    });
  }

  private viewOf(at: KeyVisit, { scene, overview, admission }: Shown, { secret, refused }: KeyOutcome): ApiKeysView {
    const rows = overview.keys.map((entry) => keyRow(scene, entry));
    return {
      owner: at.desk.owner,
      head: admission && headOf(at.instance, admission),
      keys: rows.filter(({ state }) => state === 'active'),
      past: rows.filter(({ state }) => state !== 'active').slice(0, MOST_PAST),
      ...{ most: overview.most, left: overview.left },
      create: scene.mayChange && overview.left > 0 ? this.newKey(at, { scene, overview }, refused) : undefined,
      example: exampleOf(at),
      overlaps: OVERLAPS,
      secret,
      notice: noticeOf(at.visit),
      problem: refused && { error: refused.error, keyId: at.itemId === '' ? undefined : at.itemId },
    };
  }

  private newKey(at: KeyVisit, { scene, overview }: Shown, refused: KeyRefusal | undefined): NewKeyView {
    const isRefused = refused !== undefined && at.itemId === '' && refused.error !== 'madeAlready';
    const typed = isRefused ? typedIn(at.visit.form) : {};
    const ticked = (typed['scope'] ?? '').split(' ');
    return {
      action: at.desk.path,
      once: this.forms.open(at),
      scopes: [...overview.scope].map((name) => ({
        name,
        sentence: sentenceOf(scene.catalogue, name, scene.texts),
        checked: ticked.includes(name),
      })),
      expiries: EXPIRIES,
      typed,
    };
  }
}

/** Never the hidden fields that prove the form. */
function typedIn(form: Parameters): Readonly<Record<string, string>> {
  return Object.fromEntries([...form].filter(([name]) => name !== 'csrf' && name !== 'once'));
}

/** An organization's key reads the organization, a person's the person. */
function exampleOf({ instance, desk, id }: KeyVisit): string {
  const api = `${instance.baseUrl}/api`;
  return desk.owner === 'person' ? `${api}/users/me` : `${api}/organizations/${encodeURIComponent(id)}`;
}

/** The link can be made by anyone, so it chooses among our sentences and holds none. */
function noticeOf({ query, isForm }: Visit): ApiKeyNoticeName | undefined {
  const name = isForm ? '' : (query.get('done') ?? '');
  return isNotice(name) ? name : undefined;
}

function isNotice(name: string): name is ApiKeyNoticeName {
  return Object.hasOwn(english.apiKeys.notices, name);
}
