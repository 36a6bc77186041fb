/** What a person's account has lived through, by what the audit log calls it. */
export interface ActivityTexts {
  readonly signedIn: string;
  readonly signedUp: string;
  readonly signedOut: string;
  readonly signInFailed: string;
  readonly sessionsEnded: (count: number) => string;
  readonly passwordChanged: string;
  readonly emailChanged: string;
  readonly emailVerified: string;
  readonly passwordReset: string;
  readonly recoveryAsked: string;
  readonly suspended: string;
  readonly activated: string;
  readonly keyCreated: (name: string) => string;
  readonly keyChanged: string;
  readonly keyRotated: string;
  readonly keysRevoked: (count: number) => string;
  readonly organizationKeyCreated: (name: string) => string;
  readonly organizationKeyChanged: string;
  readonly organizationKeyRotated: string;
  readonly organizationKeysRevoked: (count: number) => string;
  readonly appAllowed: string;
  readonly appWidened: string;
  readonly appWithdrawn: string;
  readonly deviceAllowed: string;
  readonly secondFactorEnabled: string;
  readonly secondFactorDisabled: string;
  readonly recoveryCodeUsed: string;
  readonly recoveryCodesRenewed: string;
  readonly identityLinked: string;
  readonly identityUnlinked: string;
}

/** The page of what keeps an account safe. */
export interface SecurityTexts {
  readonly title: string;
  readonly lead: string;
  readonly navigation: string;
  readonly password: { readonly title: string; readonly lead: string; readonly save: string };
  readonly sessions: {
    readonly title: string;
    readonly lead: string;
    readonly current: string;
    readonly lastSeen: string;
    readonly since: string;
    readonly end: string;
    readonly endOf: (device: string) => string;
    readonly endOthers: string;
    readonly only: string;
  };
  readonly activity: {
    readonly title: string;
    readonly lead: string;
    readonly none: string;
    readonly events: ActivityTexts;
  };
  readonly notices: {
    readonly passwordChanged: string;
    readonly sessionEnded: string;
    readonly othersEnded: string;
  };
}
