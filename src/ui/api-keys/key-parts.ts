import type { ApiKey, KeyOverview, UsageOfKey } from '../../api-keys/index.js';
import type { Catalogue } from '../../resources/index.js';
import { dateOf, type MomentStyle, relativeMoment } from '../moments.js';
import type { Texts } from '../texts/texts.js';
import type { ApiKeyRowView, ApiKeyState, UsageView } from './key-views.js';

/** The sparkline's picture: a column of 3 units with a gap of 1 for each day. */
const HEIGHT = 28;
const STEP = 4;
/** A day with any use at all is not a day without. */
const LEAST = 2;

/** Before whose eyes, and where its forms go. */
export interface KeyScene {
  readonly texts: Texts;
  readonly moments: MomentStyle;
  readonly catalogue: Catalogue;
  readonly path: string;
  /** Whether keys may be changed, and whether they may be revoked. */
  readonly mayChange: boolean;
  readonly mayRevoke: boolean;
}

export function keyRow(scene: KeyScene, { key, usage }: KeyOverview['keys'][number]): ApiKeyRowView {
  const { texts, moments, catalogue } = scene;
  const { id, name, prefix, scope, allowedIps, createdAt, lastUsedAt, expiresAt, revokedAt } = key;
  const when = (at: number | undefined) => (at === undefined ? undefined : dateOf(at, moments));
  return {
    ...{ id, name, prefix, allowedIps },
    state: stateOf(key, moments.now),
    scopes: scope && [...scope].map((one) => ({ name: one, sentence: sentenceOf(catalogue, one, texts) })),
    created: dateOf(createdAt, moments),
    lastUsed: lastUsedAt === undefined ? undefined : relativeMoment(lastUsedAt, moments),
    expires: when(expiresAt),
    revoked: when(revokedAt),
    usage: usageView(usage, scene),
    ...actionsOf(scene, key),
  };
}

export function stateOf({ revokedAt, expiresAt = Infinity }: ApiKey, now: number): ApiKeyState {
  if (revokedAt !== undefined) return 'revoked';
  return expiresAt <= now ? 'expired' : 'active';
}

export function sentenceOf(catalogue: Catalogue, scope: string, { locale }: Texts): string {
  const description = catalogue.describe(scope);
  return description[locale] ?? description.en;
}

function actionsOf(scene: KeyScene, key: ApiKey): Pick<ApiKeyRowView, 'rotateAction' | 'revokeAction'> {
  const own = `${scene.path}/${key.id}`;
  const isActive = stateOf(key, scene.moments.now) === 'active';
  return {
    rotateAction: isActive && scene.mayChange ? `${own}/rotate` : undefined,
    revokeAction: isActive && scene.mayRevoke ? `${own}/revoke` : undefined,
  };
}

function usageView(usage: UsageOfKey, { texts, moments }: KeyScene): UsageView {
  const most = Math.max(...usage.map(({ requests }) => requests), 1);
  const total = usage.reduce((sum, { requests }) => sum + requests, 0);
  const number = new Intl.NumberFormat(texts.locale === 'en' ? 'en-GB' : texts.locale);
  const busiest = usage.find(({ requests }) => requests === most);
  // Days are counted in UTC, whatever the reader's own zone is.
  const day = busiest && dateOf(Date.parse(busiest.day), { ...moments, timeZone: 'UTC' }).text;
  const t = texts.apiKeys.usage;
  return {
    bars: usage.flatMap(({ requests }, place) => {
      if (requests === 0) return [];
      const height = Math.max(LEAST, Math.round((requests / most) * HEIGHT));
      return [{ x: place * STEP, y: HEIGHT - height, height }];
    }),
    total: t.total(total, number.format(total)),
    sentence: day === undefined ? t.none : t.sentence(number.format(total), number.format(most), day),
  };
}
