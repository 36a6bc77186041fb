/** The second step of a sign-in, and where a person sets it up. */
export interface SecondFactorTexts {
  readonly signIn: {
    readonly title: string;
    readonly lead: string;
    readonly code: string;
    readonly submit: string;
    readonly lost: string;
    readonly lostLead: string;
    readonly backupCode: string;
    readonly otherAccount: string;
  };
  readonly section: {
    readonly title: string;
    readonly lead: string;
    readonly start: string;
    readonly on: string;
    readonly since: string;
    readonly remaining: (count: number) => string;
    readonly few: string;
    readonly code: string;
    readonly renew: string;
    readonly renewLead: string;
    readonly renewConfirm: string;
    readonly turnOff: string;
    readonly turnOffLead: string;
    readonly turnOffConfirm: string;
    readonly beginAgain: string;
  };
  readonly setup: {
    readonly title: string;
    readonly lead: string;
    readonly scan: string;
    readonly qr: string;
    readonly type: string;
    readonly openApp: string;
    readonly enter: string;
    readonly code: string;
    readonly submit: string;
    readonly cancel: string;
  };
  readonly codes: {
    readonly title: string;
    readonly lead: string;
    readonly once: string;
    readonly label: string;
    readonly copy: string;
    readonly copied: string;
    readonly print: string;
    readonly done: string;
  };
  readonly notices: {
    readonly secondFactorOn: string;
    readonly secondFactorOff: string;
    readonly codesRenewed: string;
  };
}

export const englishSecondFactor: SecondFactorTexts = {
  signIn: {
    title: 'One more step',
    lead: 'Enter the code that your authenticator app shows.',
    code: 'Six-digit code',
    submit: 'Sign in',
    lost: 'No access to the app?',
    lostLead:
      'Enter one of your backup codes. It works once. If you have none left, whoever runs this service can help you.',
    backupCode: 'Backup code',
    otherAccount: 'Use another account',
  },
  section: {
    title: 'Two-factor sign-in',
    lead: 'Beside the password, a code of an app on your phone: somebody who learns your password can not sign in with it alone.',
    start: 'Set up',
    on: 'On',
    since: 'Since',
    remaining: (count) => (count === 1 ? '1 backup code left' : `${count} backup codes left`),
    few: 'Make new backup codes before the last one is used.',
    code: 'Code of the app, or a backup code',
    renew: 'New backup codes',
    renewLead: 'Ten new codes. Those from before are worth nothing then.',
    renewConfirm: 'Make new codes',
    turnOff: 'Turn off',
    turnOffLead: 'From then on, your password alone opens the account.',
    turnOffConfirm: 'Turn two-factor sign-in off',
    beginAgain: 'That took too long, or was changed meanwhile. Begin again.',
  },
  setup: {
    title: 'Set up two-factor sign-in',
    lead: 'You need an authenticator app on your phone, such as Aegis, 2FAS or Google Authenticator.',
    scan: 'Scan this picture with the app',
    qr: 'QR code for the authenticator app',
    type: 'Or type this key into the app:',
    openApp: 'Open in an app on this device',
    enter: 'Enter the code that the app shows',
    code: 'Six-digit code',
    submit: 'Turn on',
    cancel: 'Cancel',
  },
  codes: {
    title: 'Your backup codes',
    lead: 'If you lose the app, each of these codes lets you in once, in place of the app’s code. Keep them where your phone is not.',
    once: 'They are shown only now.',
    label: 'Backup codes',
    copy: 'Copy',
    copied: 'Copied',
    print: 'To have them on paper, print this page.',
    done: 'I have kept them',
  },
  notices: {
    secondFactorOn: 'Two-factor sign-in is on.',
    secondFactorOff: 'Two-factor sign-in is off.',
    codesRenewed: 'You have new backup codes.',
  },
};

export const germanSecondFactor: SecondFactorTexts = {
  signIn: {
    title: 'Noch ein Schritt',
    lead: 'Geben Sie den Code ein, den Ihre Authenticator-App anzeigt.',
    code: 'Sechsstelliger Code',
    submit: 'Anmelden',
    lost: 'Kein Zugriff auf die App?',
    lostLead:
      'Geben Sie einen Ihrer Ersatzcodes ein. Jeder gilt einmal. Haben Sie keinen mehr, hilft Ihnen der Betreiber dieses Dienstes.',
    backupCode: 'Ersatzcode',
    otherAccount: 'Anderes Konto verwenden',
  },
  section: {
    title: 'Zwei-Faktor-Anmeldung',
    lead: 'Zum Passwort kommt ein Code aus einer App auf Ihrem Telefon: Wer Ihr Passwort erfährt, kann sich damit allein nicht anmelden.',
    start: 'Einrichten',
    on: 'Eingeschaltet',
    since: 'Seit',
    remaining: (count) => (count === 1 ? 'Noch 1 Ersatzcode' : `Noch ${count} Ersatzcodes`),
    few: 'Erstellen Sie neue Ersatzcodes, bevor der letzte verbraucht ist.',
    code: 'Code der App oder ein Ersatzcode',
    renew: 'Neue Ersatzcodes',
    renewLead: 'Zehn neue Codes. Die bisherigen gelten dann nicht mehr.',
    renewConfirm: 'Neue Codes erstellen',
    turnOff: 'Ausschalten',
    turnOffLead: 'Danach öffnet Ihr Passwort allein das Konto.',
    turnOffConfirm: 'Zwei-Faktor-Anmeldung ausschalten',
    beginAgain: 'Das hat zu lange gedauert oder wurde inzwischen geändert. Beginnen Sie von vorn.',
  },
  setup: {
    title: 'Zwei-Faktor-Anmeldung einrichten',
    lead: 'Sie brauchen eine Authenticator-App auf Ihrem Telefon, zum Beispiel Aegis, 2FAS oder Google Authenticator.',
    scan: 'Scannen Sie dieses Bild mit der App',
    qr: 'QR-Code für die Authenticator-App',
    type: 'Oder tippen Sie diesen Schlüssel in die App:',
    openApp: 'In einer App auf diesem Gerät öffnen',
    enter: 'Geben Sie den Code ein, den die App anzeigt',
    code: 'Sechsstelliger Code',
    submit: 'Einschalten',
    cancel: 'Abbrechen',
  },
  codes: {
    title: 'Ihre Ersatzcodes',
    lead: 'Wenn Sie die App verlieren, lässt jeder dieser Codes Sie einmal hinein, anstelle des Codes der App. Bewahren Sie sie nicht beim Telefon auf.',
    once: 'Sie werden nur jetzt angezeigt.',
    label: 'Ersatzcodes',
    copy: 'Kopieren',
    copied: 'Kopiert',
    print: 'Für eine Kopie auf Papier drucken Sie diese Seite.',
    done: 'Ich habe sie aufbewahrt',
  },
  notices: {
    secondFactorOn: 'Die Zwei-Faktor-Anmeldung ist eingeschaltet.',
    secondFactorOff: 'Die Zwei-Faktor-Anmeldung ist ausgeschaltet.',
    codesRenewed: 'Sie haben neue Ersatzcodes.',
  },
};
