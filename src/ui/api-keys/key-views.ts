import type { OrganizationHead } from '../organizations/organization-views.js';
import type { ApiKeyErrorTexts, ApiKeyNoticeTexts } from '../texts/api-keys.js';
import type { MomentView } from '../views.js';

export type ApiKeyErrorName = keyof ApiKeyErrorTexts;
export type ApiKeyNoticeName = keyof ApiKeyNoticeTexts;
export type ApiKeyState = 'active' | 'expired' | 'revoked';

/** A column of the sparkline, in the units of its picture. */
export interface BarView {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

export interface UsageView {
  readonly bars: readonly BarView[];
  /** A sentence for who does not see the picture, and for who points at it. */
  readonly sentence: string;
  readonly total: string;
}

export interface ApiKeyRowView {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly state: ApiKeyState;
  /** Absent: whatever its owner may do. */
  readonly scopes?: readonly { readonly name: string; readonly sentence: string }[];
  readonly allowedIps: readonly string[];
  readonly created: MomentView;
  readonly lastUsed?: MomentView;
  readonly expires?: MomentView;
  readonly revoked?: MomentView;
  readonly usage: UsageView;
  readonly rotateAction?: string;
  readonly revokeAction?: string;
}

export interface NewKeyView {
  readonly action: string;
  /** The hidden field that keeps the form from making a second key. */
  readonly once: string;
  readonly scopes: readonly { readonly name: string; readonly sentence: string; readonly checked: boolean }[];
  readonly expiries: readonly string[];
  readonly typed: Readonly<Record<string, string>>;
}

export interface ApiKeysView {
  readonly owner: 'person' | 'organization';
  /** The organization whose keys they are. */
  readonly head?: OrganizationHead;
  /** Those that can be used; and the others, of which the list has the newest. */
  readonly keys: readonly ApiKeyRowView[];
  readonly past: readonly ApiKeyRowView[];
  readonly most: number;
  readonly left: number;
  /** Absent where the viewer may make none now. */
  readonly create?: NewKeyView;
  /** A request that a key can be tried with. */
  readonly example: string;
  readonly overlaps: readonly string[];
  /** In the answer that made it, and in no other. */
  readonly secret?: { readonly name: string; readonly value: string; readonly isRotated: boolean };
  readonly notice?: ApiKeyNoticeName;
  readonly problem?: { readonly error: ApiKeyErrorName; readonly keyId?: string };
}

export interface ApiKeyPageViews {
  readonly 'api-keys': ApiKeysView;
}
