/** What can stand above the page of an app after something was done. */
export interface DeveloperNoticeTexts {
  readonly saved: string;
  readonly enabled: string;
  readonly disabled: string;
  readonly clientSaved: string;
  readonly clientDisabled: string;
  readonly scopesSaved: string;
  readonly scopeOffered: string;
  readonly scopeWithdrawn: string;
  readonly webhookSaved: string;
  readonly webhookRemoved: string;
  readonly webhookTested: string;
  readonly replayed: string;
}

/** What can stand above one of its forms. Every text is ours: nothing of the request is quoted in it. */
export interface DeveloperErrorTexts {
  readonly nameTaken: string;
  readonly audienceTaken: string;
  readonly changedMeanwhile: string;
  readonly unknownScope: string;
  readonly invalidRedirectUri: string;
  readonly invalidName: string;
  readonly invalidTitle: string;
  readonly invalidDescription: string;
  readonly invalidLogo: string;
  readonly invalidEntryPoint: string;
  readonly invalidAudience: string;
  readonly noBearers: string;
  readonly invalidClientName: string;
  readonly invalidWebhook: string;
  readonly rateLimited: string;
  readonly formExpired: string;
  readonly invalidInput: string;
  readonly temporarilyUnavailable: string;
}

interface SectionTexts {
  readonly title: string;
  readonly lead: string;
}

export interface DeveloperTexts {
  readonly title: string;
  readonly lead: string;
  readonly none: string;
  readonly back: string;
  readonly navigation: string;
  readonly private: string;
  readonly status: { readonly active: string; readonly disabled: string; readonly blocked: string };
  readonly create: SectionTexts & {
    readonly noOrganization: string;
    readonly toOrganizations: string;
    readonly organization: string;
    readonly organizationHint: string;
    readonly submit: string;
  };
  readonly fields: {
    readonly name: string;
    readonly nameHint: string;
    readonly title: string;
    readonly kind: string;
    readonly kindPublic: string;
    readonly kindPrivate: string;
    readonly makePublic: string;
    readonly redirectUris: string;
    readonly redirectUrisHint: string;
    readonly postLogoutRedirectUris: string;
    readonly optional: string;
    readonly clientType: string;
    readonly confidential: string;
    readonly confidentialHint: string;
    readonly public: string;
    readonly publicHint: string;
    readonly clientName: string;
    readonly clientNameHint: string;
    readonly descriptionEn: string;
    readonly descriptionDe: string;
    readonly logoUrl: string;
    readonly entryPoint: string;
    readonly entryPointHint: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly webhookSecret: string;
  };
  readonly secret: {
    readonly title: string;
    readonly webhookTitle: string;
    readonly once: string;
    readonly noSecret: string;
  };
  readonly details: SectionTexts & { readonly save: string };
  readonly clients: SectionTexts & {
    readonly unnamed: string;
    readonly removed: string;
    readonly secretHint: (hint: string) => string;
    readonly since: string;
    readonly until: string;
    readonly edit: string;
    readonly save: string;
    readonly rotate: string;
    readonly rotateLead: string;
    readonly overlap: string;
    readonly overlaps: { readonly 0: string; readonly 1: string; readonly 24: string; readonly 168: string };
    readonly remove: string;
    readonly removeLead: string;
    readonly add: string;
    readonly addSubmit: string;
  };
  readonly scopes: SectionTexts & {
    readonly always: string;
    readonly none: string;
    readonly gone: string;
    readonly field: string;
    readonly hint: string;
    readonly add: string;
    readonly remove: string;
    readonly removeOf: (name: string) => string;
  };
  readonly api: SectionTexts & {
    readonly cannot: (name: string) => string;
    readonly audience: string;
    readonly audienceHint: string;
    readonly forPeople: string;
    readonly forOrganizations: string;
    readonly none: string;
    readonly add: string;
    readonly scopeName: string;
    readonly scopeNameHint: (prefix: string) => string;
    readonly access: string;
    readonly accesses: { readonly r: string; readonly w: string; readonly rw: string };
    readonly sentenceEn: string;
    readonly sentenceDe: string;
    readonly sentenceHint: string;
    readonly bearers: string;
    readonly submit: string;
    readonly withdraw: string;
    readonly withdrawOf: (name: string) => string;
  };
  readonly webhook: SectionTexts & {
    readonly url: string;
    readonly urlHint: string;
    readonly save: string;
    readonly rotate: string;
    readonly test: string;
    readonly remove: string;
    readonly deliveries: string;
    readonly none: string;
    readonly replay: string;
    readonly replayOf: (event: string) => string;
    readonly status: { readonly pending: string; readonly delivered: string; readonly failed: string };
    readonly answered: (status: number) => string;
    readonly attempts: (count: number) => string;
  };
  readonly availability: SectionTexts & {
    readonly disable: string;
    readonly enable: string;
    readonly disabledLead: string;
    readonly blockedLead: string;
  };
  readonly notices: DeveloperNoticeTexts;
  readonly errors: DeveloperErrorTexts;
}
