import { germanApiKeys } from './api-keys-de.js';
import { germanDevice } from './device.js';
import { germanSecondFactor } from './second-factor.js';
import { germanSocial } from './social.js';
import { germanDeveloper } from './developer-de.js';
import { germanLaunchpad, germanNavigation, germanOrganizationApps, germanOrganizations } from './organizations-de.js';
import { germanOperator } from './operator-de.js';
import { germanRecovery } from './recovery-de.js';
import { germanSecurity } from './security-de.js';
import type { Texts } from './texts.js';

export const german: Texts = {
  navigation: germanNavigation,
  organizations: germanOrganizations,
  organizationApps: germanOrganizationApps,
  launchpad: germanLaunchpad,
  developer: germanDeveloper,
  operator: germanOperator,
  recovery: germanRecovery,
  security: germanSecurity,
  apiKeys: germanApiKeys,
  locale: 'de',
  languageName: 'Deutsch',
  frame: {
    securedBy: 'Gesichert mit Latchkey',
    language: 'Sprache',
    skipToContent: 'Zum Inhalt springen',
    signedInAs: 'Angemeldet als',
    account: 'Konto',
    signOut: 'Abmelden',
  },
  fields: {
    email: 'E-Mail',
    password: 'Passwort',
    newPassword: 'Neues Passwort',
    currentPassword: 'Aktuelles Passwort',
    name: 'Name',
    language: 'Sprache',
    timeZone: 'Zeitzone',
    browserLanguage: 'Wie im Browser eingestellt',
    noTimeZone: 'Nicht festgelegt',
    timeZoneHint: 'Für Zeitangaben auf diesen Seiten und für Apps, die Ihr Profil lesen dürfen.',
    passwordHint: (minimum) => `Mindestens ${minimum} Zeichen. Gut sind ein paar Wörter ohne Zusammenhang.`,
  },
  signIn: {
    title: 'Anmelden',
    to: (name) => `Bei ${name} anmelden`,
    lead: (instance) => `mit Ihrem Konto bei ${instance}`,
    submit: 'Anmelden',
    noAccount: 'Neu hier?',
    signUp: 'Konto erstellen',
  },
  signUp: {
    title: 'Konto erstellen',
    lead: (instance) => `Ein Konto für alles bei ${instance}.`,
    submit: 'Konto erstellen',
    haveAccount: 'Schon ein Konto?',
    signIn: 'Anmelden',
  },
  consent: {
    title: (app) => `Darf ${app} Ihr Konto verwenden?`,
    by: (vendor) => `von ${vendor}`,
    lead: (app) => `${app} bittet um die Erlaubnis:`,
    always: 'Immer enthalten',
    nothingAsked: 'Wissen, wer Sie sind, und sonst nichts',
    choose: 'Entfernen Sie den Haken bei allem, was Sie nicht teilen möchten.',
    allow: 'Erlauben',
    deny: 'Ablehnen',
    redirect: (origin) => `Sie werden weitergeleitet zu ${origin}`,
    withdrawHint: 'Sie können das jederzeit in Ihrem Konto widerrufen.',
    notYou: 'Anderes Konto verwenden',
    organization: {
      title: (app) => `${app} mit einer Organisation verbinden`,
      titleNamed: (app, organization) => `${app} mit ${organization} verbinden`,
      question: 'Für welche Organisation?',
      connected: 'Schon verbunden',
      create: 'Eine neue Organisation',
      name: 'Name der neuen Organisation',
      lead: (app) => `${app} darf dann für die Organisation:`,
      leadOnBehalf: (app) => `${app} darf dann für die Organisation in Ihrem Namen:`,
      allow: 'Verbinden',
      hint: 'Die Verbindung besteht, bis jemand aus der Verwaltung der Organisation die App deinstalliert.',
      hintOnBehalf:
        'Das endet, wenn Sie die Organisation verlassen, Ihre Rollen sich ändern oder die App deinstalliert wird.',
    },
  },
  device: germanDevice,
  secondFactor: germanSecondFactor,
  social: germanSocial,
  signOut: {
    title: 'Abmelden?',
    lead: (instance) =>
      `Sie werden in diesem Browser bei ${instance} abgemeldet. Ihre anderen Geräte bleiben angemeldet.`,
    submit: 'Abmelden',
    stay: 'Angemeldet bleiben',
    doneTitle: 'Sie sind abgemeldet',
    doneLead: 'Schließen Sie an einem gemeinsam genutzten Computer auch alle Fenster des Browsers.',
    signInAgain: 'Wieder anmelden',
  },
  account: {
    title: 'Ihr Konto',
    navigation: 'Bereiche Ihres Kontos',
    profile: {
      title: 'Profil',
      lead: 'Sichtbar für Apps, denen Sie das Lesen Ihres Profils erlauben.',
      save: 'Speichern',
    },
    verified: 'Bestätigt',
    unverified: 'Nicht bestätigt',
    security: 'Passwort, Sitzungen und letzte Aktivitäten',
    toSecurity: 'Zur Sicherheit',
    apps: {
      title: 'Apps',
      lead: 'Apps, die Ihr Konto verwenden dürfen. Widerrufen Sie das, verliert die App den Zugriff sofort.',
      none: 'Sie haben noch keiner App etwas erlaubt.',
      since: 'Erlaubt',
      withdraw: 'Widerrufen',
      withdrawFrom: (app) => `Erlaubnis für ${app} widerrufen`,
    },
    notices: {
      profileSaved: 'Ihr Profil ist gespeichert.',
      appWithdrawn: 'Die App hat keinen Zugriff mehr auf Ihr Konto.',
    },
  },
  formPost: {
    title: 'Einen Moment',
    lead: (origin) => `Es geht zurück zu ${origin}. Falls nichts passiert, machen Sie von Hand weiter.`,
    submit: 'Weiter',
  },
  turnBack: {
    title: (app) => `${app} möchte etwas, das nicht möglich ist`,
    lead: 'Der Link, über den Sie gekommen sind, enthält einen Fehler. Von Ihrem Konto wurde nichts weitergegeben.',
    submit: (app) => `Zurück zu ${app}`,
  },
  home: {
    title: (instance) => `Ihr Konto bei ${instance}`,
    lead: (instance) =>
      `Einmal anmelden für alles bei ${instance}, und selbst entscheiden, welche Apps für Sie handeln dürfen.`,
    signIn: 'Anmelden',
    signUp: 'Konto erstellen',
    manage: 'Konto verwalten',
    greeting: (name) => `Willkommen zurück, ${name}`,
    developers: 'Für Entwickler',
    explorer: { title: 'API-Explorer', lead: 'Alle Endpunkte nachlesen und ausprobieren.' },
    discovery: { title: 'Discovery-Dokument', lead: 'Die Adresse für Ihre OpenID-Connect-Bibliothek.' },
    keys: { title: 'Signaturschlüssel', lead: 'Die öffentlichen Schlüssel zum Prüfen unserer Tokens.' },
  },
  refusal: {
    requestId: 'Referenz',
    back: 'Zur Startseite',
    badRequest: {
      title: 'Dieser Link funktioniert nicht',
      message:
        'Er ist unvollständig, wurde unterwegs verändert oder schon benutzt. Gehen Sie zurück zur App und beginnen Sie neu.',
    },
    forbidden: { title: 'Nicht erlaubt', message: 'Ihr Konto hat dazu keine Berechtigung.' },
    formExpired: {
      title: 'Dieses Formular ist abgelaufen',
      message:
        'Es war zu lange offen oder wurde nicht von dieser Seite gesendet. Es wurde nichts geändert. Öffnen Sie die Seite neu.',
    },
    notFound: {
      title: 'Seite nicht gefunden',
      message: 'Unter dieser Adresse gibt es nichts. Prüfen Sie sie oder beginnen Sie von vorn.',
    },
    rateLimited: {
      title: 'Zu viele Versuche',
      message: 'Zum Schutz des Kontos machen wir eine Pause. Warten Sie etwas und versuchen Sie es dann wieder.',
    },
    unavailable: {
      title: 'Gleich wieder da',
      message:
        'Wir können gerade nicht sicher antworten. Es wurde nichts geändert. Versuchen Sie es in einigen Sekunden wieder.',
    },
    failed: {
      title: 'Etwas ist schiefgegangen',
      message: 'Das ist unser Fehler und wurde aufgezeichnet. Nennen Sie uns im Wiederholungsfall die Referenz unten.',
    },
  },
  errors: {
    invalidLogin: 'E-Mail oder Passwort stimmt nicht.',
    invalidOtp: 'Dieser Code stimmt nicht oder wurde schon benutzt. Geben Sie den ein, den die App jetzt anzeigt.',
    signInExpired: 'Die Anmeldung hat zu lange gedauert oder wurde anders beendet. Melden Sie sich noch einmal an.',
    rateLimited: 'Zu viele Versuche. Warten Sie etwas und versuchen Sie es dann wieder.',
    invalidEmail: 'Geben Sie eine E-Mail-Adresse wie name@example.com ein.',
    invalidName: 'Geben Sie einen Namen mit höchstens 200 Zeichen ein.',
    nameTaken: 'Eine Organisation mit diesem Namen gibt es schon. Wählen Sie einen anderen.',
    emailTaken: 'Mit dieser E-Mail-Adresse kann kein Konto erstellt werden. Melden Sie sich an, wenn sie Ihnen gehört.',
    weakPassword: 'Dieses Passwort ist zu kurz oder zu leicht zu erraten. Wählen Sie ein anderes.',
    wrongPassword: 'Ihr aktuelles Passwort stimmt nicht.',
    formExpired: 'Dieses Formular war zu lange offen. Prüfen Sie Ihre Eingaben und senden Sie es noch einmal.',
    invalidCode: 'Dieser Code gilt nicht. Vielleicht ist er abgelaufen: Lassen Sie Ihr Gerät einen neuen anzeigen.',
    invalidInput: 'Prüfen Sie Ihre Eingaben und senden Sie das Formular noch einmal.',
    temporarilyUnavailable: 'Wir sind gerade sehr ausgelastet. Versuchen Sie es in einigen Sekunden wieder.',
  },
};
