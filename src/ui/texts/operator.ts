/** What can stand above a page after something was done. */
export interface OperatorNoticeTexts {
  readonly created: string;
  readonly saved: string;
  readonly suspended: string;
  readonly activated: string;
  readonly deleted: string;
}

/** What can stand above a form or at one of its fields. Every text is ours: nothing of the request is quoted in it. */
export interface OperatorErrorTexts {
  readonly checkFields: string;
  readonly changedMeanwhile: string;
  readonly rateLimited: string;
  readonly formExpired: string;
  readonly temporarilyUnavailable: string;
  readonly invalidName: string;
  readonly nameTaken: string;
  readonly invalidTitle: string;
  readonly invalidLifetime: string;
  readonly invalidChoice: string;
  readonly invalidPasswordMinimum: string;
  readonly invalidOrigins: string;
  readonly invalidBrandName: string;
  readonly invalidColour: string;
  readonly invalidLogo: string;
  readonly invalidProviders: string;
  readonly wrongName: string;
}

interface SectionTexts {
  readonly title: string;
  readonly lead: string;
}

export interface OperatorTexts {
  readonly title: string;
  readonly lead: string;
  readonly back: string;
  readonly navigation: string;
  readonly isDefault: string;
  readonly issuer: string;
  readonly status: { readonly active: string; readonly suspended: string; readonly deleting: string };
  readonly create: SectionTexts & { readonly submit: string };
  readonly sections: {
    readonly general: SectionTexts;
    readonly tokens: SectionTexts;
    readonly people: SectionTexts;
    readonly origins: SectionTexts;
    readonly branding: SectionTexts;
  };
  readonly save: string;
  readonly fields: OperatorFieldTexts;
  readonly availability: {
    readonly title: string;
    readonly active: string;
    readonly suspended: string;
    readonly deleting: string;
    readonly isDefault: string;
    readonly suspend: string;
    readonly suspendWarning: string;
    readonly suspendSubmit: string;
    readonly activate: string;
    readonly remove: string;
    readonly removeWarning: string;
    readonly confirm: (name: string) => string;
    readonly removeSubmit: string;
  };
  readonly notices: OperatorNoticeTexts;
  readonly errors: OperatorErrorTexts;
}

export interface OperatorFieldTexts {
  readonly name: string;
  readonly nameHint: string;
  readonly title: string;
  readonly titleHint: string;
  readonly accessTokenLifetime: string;
  readonly accessTokenLifetimeHint: string;
  readonly passwordTokenLifetime: string;
  readonly passwordTokenLifetimeHint: string;
  readonly accessTokenFormat: string;
  readonly jwt: string;
  readonly opaque: string;
  readonly algorithm: string;
  readonly requirePkce: string;
  readonly asTheService: string;
  readonly pkceAll: string;
  readonly pkcePublic: string;
  readonly signUp: string;
  readonly signUpOpen: string;
  readonly signUpClosed: string;
  readonly passwordMinimum: string;
  readonly passwordMinimumHint: string;
  readonly locale: string;
  readonly socialEnabled: string;
  readonly socialLinking: string;
  readonly socialAllowed: string;
  readonly socialForbidden: string;
  readonly socialProviders: string;
  readonly socialProvidersHint: string;
  readonly allowedOrigins: string;
  readonly allowedOriginsHint: string;
  readonly brandName: string;
  readonly brandNameHint: string;
  readonly colour: string;
  readonly colourHint: string;
  readonly logo: string;
  readonly logoHint: string;
}
