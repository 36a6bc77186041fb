/** Signing in with another provider, and which of them are linked. */
export interface SocialTexts {
  readonly or: string;
  readonly continueWith: (provider: string) => string;
  readonly refusal: {
    readonly title: string;
    readonly toSignIn: string;
    readonly toSecurity: string;
    readonly refusals: {
      readonly suspended: string;
      readonly unverified: string;
      readonly closed: string;
      readonly 'linking-off': string;
      readonly unlinked: string;
      readonly taken: string;
      readonly expired: string;
      readonly failed: string;
    };
  };
  readonly section: {
    readonly title: string;
    readonly lead: string;
    readonly none: string;
    readonly lastUsed: string;
    readonly unlink: string;
    readonly unlinkOf: (provider: string) => string;
    readonly link: (provider: string) => string;
    /** Why the only way in stays. */
    readonly last: string;
  };
  readonly notices: { readonly identityLinked: string; readonly identityUnlinked: string };
}

export const englishSocial: SocialTexts = {
  or: 'or',
  continueWith: (provider) => `Continue with ${provider}`,
  refusal: {
    title: 'That did not work',
    toSignIn: 'Back to the sign-in',
    toSecurity: 'Back to your account',
    refusals: {
      suspended: 'This account can not be used at the moment. Ask whoever runs this service.',
      unverified:
        'The provider has not confirmed your e-mail address, so we can not tell whose account it is. Confirm it there, then try again.',
      closed: 'There is no account for you here yet, and accounts are not open to everybody.',
      'linking-off':
        'There is an account with your e-mail address, and it can not be linked with this provider. Sign in as you usually do.',
      unlinked:
        'You have removed this sign-in from your account. Sign in another way, and link it again on the security page of your account.',
      taken:
        'This sign-in belongs to another account, or your account is linked with another one of this provider already.',
      expired: 'The sign-in has taken too long, or was begun in another browser. Please start again.',
      failed: 'The provider has not answered as it should. Nothing was changed. Please try again in a moment.',
    },
  },
  section: {
    title: 'Linked sign-ins',
    lead: 'Other accounts that you can sign in with, instead of your password.',
    none: 'None is linked.',
    lastUsed: 'Last used',
    unlink: 'Remove',
    unlinkOf: (provider) => `Remove the sign-in with ${provider}`,
    link: (provider) => `Link ${provider}`,
    last: 'This is your only way to sign in. Set a password or link another provider first.',
  },
  notices: {
    identityLinked: 'It is linked: from now on you can sign in with it.',
    identityUnlinked: 'It is removed: nobody signs in to your account with it any more.',
  },
};

export const germanSocial: SocialTexts = {
  or: 'oder',
  continueWith: (provider) => `Weiter mit ${provider}`,
  refusal: {
    title: 'Das hat nicht geklappt',
    toSignIn: 'Zurück zur Anmeldung',
    toSecurity: 'Zurück zu Ihrem Konto',
    refusals: {
      suspended: 'Dieses Konto kann zurzeit nicht benutzt werden. Wenden Sie sich an den Betreiber dieses Dienstes.',
      unverified:
        'Der Anbieter hat Ihre E-Mail-Adresse nicht bestätigt. Wir wissen daher nicht, wem das Konto gehört. Bestätigen Sie sie dort und versuchen Sie es noch einmal.',
      closed: 'Hier gibt es noch kein Konto für Sie, und Konten stehen nicht jedem offen.',
      'linking-off':
        'Es gibt ein Konto mit Ihrer E-Mail-Adresse, aber es kann nicht mit diesem Anbieter verknüpft werden. Melden Sie sich an wie gewohnt.',
      unlinked:
        'Sie haben diese Anmeldung aus Ihrem Konto entfernt. Melden Sie sich anders an und verknüpfen Sie sie auf der Sicherheitsseite Ihres Kontos neu.',
      taken:
        'Diese Anmeldung gehört zu einem anderen Konto, oder Ihr Konto ist schon mit einer anderen dieses Anbieters verknüpft.',
      expired:
        'Die Anmeldung hat zu lange gedauert oder wurde in einem anderen Browser begonnen. Bitte beginnen Sie neu.',
      failed:
        'Der Anbieter hat nicht geantwortet wie erwartet. Nichts wurde geändert. Bitte versuchen Sie es gleich noch einmal.',
    },
  },
  section: {
    title: 'Verknüpfte Anmeldungen',
    lead: 'Andere Konten, mit denen Sie sich statt mit Ihrem Passwort anmelden können.',
    none: 'Keine ist verknüpft.',
    lastUsed: 'Zuletzt benutzt',
    unlink: 'Entfernen',
    unlinkOf: (provider) => `Anmeldung mit ${provider} entfernen`,
    link: (provider) => `${provider} verknüpfen`,
    last: 'Anders können Sie sich nicht anmelden. Legen Sie erst ein Passwort fest oder verknüpfen Sie einen weiteren Anbieter.',
  },
  notices: {
    identityLinked: 'Sie ist verknüpft: Ab jetzt können Sie sich damit anmelden.',
    identityUnlinked: 'Sie ist entfernt: Damit meldet sich niemand mehr in Ihrem Konto an.',
  },
};
