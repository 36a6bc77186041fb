/** What can stand above the keys after something was done. */
export interface ApiKeyNoticeTexts {
  readonly revoked: string;
}

/** What can stand above one of their forms. Every text is ours: nothing of the request is quoted in it. */
export interface ApiKeyErrorTexts {
  readonly invalidName: string;
  readonly noScopes: string;
  readonly invalidScope: string;
  readonly invalidRanges: string;
  readonly invalidInput: string;
  readonly planLimit: string;
  readonly madeAlready: string;
  readonly alreadyRevoked: string;
  readonly changedMeanwhile: string;
  readonly rateLimited: string;
  readonly formExpired: string;
  readonly temporarilyUnavailable: string;
}

/** The pages of API keys: a person's own, and an organization's. */
export interface ApiKeyTexts {
  readonly title: string;
  readonly titleOf: (organization: string) => string;
  /** Among the parts of an organization. */
  readonly sectionTitle: string;
  readonly lead: { readonly person: string; readonly organization: string };
  readonly limit: (most: number, left: number) => string;
  readonly none: string;
  readonly tryIt: string;
  readonly list: {
    readonly title: string;
    readonly past: (count: number) => string;
    readonly created: string;
    readonly lastUsed: string;
    readonly neverUsed: string;
    readonly expires: string;
    readonly neverExpires: string;
    readonly expired: string;
    readonly revoked: string;
    readonly active: string;
    readonly may: string;
    readonly mayAll: { readonly person: string; readonly organization: string };
    readonly from: string;
  };
  readonly usage: {
    readonly none: string;
    readonly total: (count: number, written: string) => string;
    readonly sentence: (total: string, most: string, day: string) => string;
  };
  readonly create: {
    readonly title: string;
    readonly lead: { readonly person: string; readonly organization: string };
    readonly full: string;
    readonly name: string;
    readonly nameHint: string;
    readonly access: string;
    readonly some: string;
    readonly all: { readonly person: string; readonly organization: string };
    readonly scopes: string;
    readonly noScopes: string;
    readonly expiry: string;
    readonly expiries: Readonly<Record<string, string>>;
    readonly ranges: string;
    readonly rangesHint: string;
    readonly submit: string;
  };
  readonly secret: {
    readonly title: (name: string) => string;
    readonly rotated: (name: string) => string;
    readonly once: string;
    readonly label: string;
    readonly copy: string;
    readonly copied: string;
  };
  readonly rotate: {
    readonly label: string;
    readonly of: (name: string) => string;
    readonly lead: string;
    readonly overlap: string;
    readonly overlaps: Readonly<Record<string, string>>;
    readonly submit: string;
  };
  readonly revoke: {
    readonly label: string;
    readonly of: (name: string) => string;
    readonly lead: (name: string) => string;
    readonly submit: string;
  };
  readonly notices: ApiKeyNoticeTexts;
  readonly errors: ApiKeyErrorTexts;
}
