import type { ApiKeyTexts } from './api-keys.js';

export const germanApiKeys: ApiKeyTexts = {
  title: 'API-Schlüssel',
  titleOf: (organization) => `API-Schlüssel von ${organization}`,
  sectionTitle: 'API-Schlüssel',
  lead: {
    person:
      'Mit einem Schlüssel verwenden Ihre Programme die API in Ihrem Namen. Passwörter ändern oder andere Schlüssel erstellen kann er nie.',
    organization:
      'Mit einem Schlüssel verwenden Programme die API im Namen der Organisation, wer ihn auch erstellt hat. Andere Schlüssel erstellen kann er nie.',
  },
  limit: (most, left) =>
    left === 0
      ? `Alle ${most} Schlüssel Ihres Tarifs sind vergeben. Widerrufen Sie einen, um einen anderen zu erstellen.`
      : `Ihr Tarif erlaubt ${most} Schlüssel gleichzeitig: ${left} ${left === 1 ? 'ist' : 'sind'} noch frei.`,
  none: 'Es gibt noch keine Schlüssel. Erstellen Sie unten den ersten und probieren Sie ihn so aus:',
  tryIt: 'So probieren Sie einen Schlüssel aus:',
  list: {
    title: 'Schlüssel',
    past: (count) => `Widerrufen und abgelaufen (${count})`,
    created: 'Erstellt',
    lastUsed: 'Zuletzt verwendet',
    neverUsed: 'Nie verwendet',
    expires: 'Läuft ab',
    neverExpires: 'Läuft nicht ab',
    expired: 'Abgelaufen',
    revoked: 'Widerrufen',
    active: 'Aktiv',
    may: 'Dieser Schlüssel darf',
    mayAll: {
      person: 'Alles, was Sie mit der API dürfen',
      organization: 'Alles, was die Organisation mit der API darf',
    },
    from: 'Nur von',
  },
  usage: {
    none: 'In den letzten 30 Tagen nicht verwendet',
    total: (count, written) => `${written} ${count === 1 ? 'Anfrage' : 'Anfragen'} in 30 Tagen`,
    sentence: (total, most, day) => `Letzte 30 Tage: insgesamt ${total}, am stärksten Tag ${most}, am ${day}`,
  },
  create: {
    title: 'Schlüssel erstellen',
    lead: {
      person: 'Einen für jedes Programm: So sehen Sie, was jedes tut, und können einen widerrufen, ohne die anderen.',
      organization:
        'Einen für jedes Programm: So sehen Sie, was jedes tut, und können einen widerrufen, ohne die anderen.',
    },
    full: 'Widerrufen Sie einen Schlüssel, der nicht mehr gebraucht wird; dann können Sie hier einen anderen erstellen.',
    name: 'Name',
    nameHint: 'Woran Sie ihn erkennen, etwa „Backup auf dem Büroserver“.',
    access: 'Was der Schlüssel darf',
    some: 'Nur, was hier angekreuzt ist',
    all: {
      person: 'Alles, was Sie mit der API dürfen, jetzt und später',
      organization: 'Alles, was die Organisation mit der API darf, jetzt und später',
    },
    scopes: 'Berechtigungen',
    noScopes: 'Es gibt noch keine Berechtigungen zur Auswahl.',
    expiry: 'Gültig für',
    expiries: { 30: '30 Tage', 90: '90 Tage', 365: 'Ein Jahr', never: 'Ohne Ende' },
    ranges: 'Nur von diesen Adressen (freiwillig)',
    rangesHint: 'IP-Adressen und Netze wie 192.0.2.0/24, je eine Zeile. Leer gilt der Schlüssel von überall.',
    submit: 'Schlüssel erstellen',
  },
  secret: {
    title: (name) => `„${name}“ ist bereit`,
    rotated: (name) => `„${name}“ hat einen neuen Schlüssel`,
    once: 'Kopieren Sie den Schlüssel jetzt und bewahren Sie ihn sicher auf: Er wird nicht noch einmal gezeigt.',
    label: 'Ihr neuer API-Schlüssel',
    copy: 'Kopieren',
    copied: 'Kopiert',
  },
  rotate: {
    label: 'Erneuern',
    of: (name) => `Schlüssel ${name} erneuern`,
    lead: 'Sie bekommen einen neuen Schlüssel mit demselben Namen und denselben Berechtigungen. Bis die Zeit um ist, gelten beide.',
    overlap: 'Alten Schlüssel behalten für',
    overlaps: { 0: 'Gar nicht: sofort beenden', 1: 'Eine Stunde', 24: 'Einen Tag', 168: 'Eine Woche' },
    submit: 'Neuen Schlüssel erstellen',
  },
  revoke: {
    label: 'Widerrufen',
    of: (name) => `Schlüssel ${name} widerrufen`,
    lead: (name) => `Programme mit „${name}“ werden ab sofort abgewiesen. Das lässt sich nicht rückgängig machen.`,
    submit: 'Schlüssel widerrufen',
  },
  notices: { revoked: 'Der Schlüssel ist widerrufen: Er wird überall abgewiesen.' },
  errors: {
    invalidName: 'Geben Sie einen Namen mit höchstens 100 Zeichen ein.',
    noScopes: 'Kreuzen Sie mindestens eine Berechtigung an oder geben Sie dem Schlüssel alle.',
    invalidScope: 'Eine der Berechtigungen kann nicht mehr vergeben werden. Wählen Sie neu.',
    invalidRanges:
      'Geben Sie IP-Adressen wie 192.0.2.7 oder Netze wie 192.0.2.0/24 ein, je eine Zeile und höchstens 50.',
    invalidInput: 'Prüfen Sie Ihre Eingaben und senden Sie das Formular noch einmal.',
    planLimit: 'Ihr Tarif erlaubt keine weiteren Schlüssel. Widerrufen Sie einen, der nicht mehr gebraucht wird.',
    madeAlready:
      'Diesen Schlüssel gibt es schon, und er wird nur einmal gezeigt. Haben Sie ihn nicht aufbewahrt, erneuern Sie ihn.',
    alreadyRevoked: 'Dieser Schlüssel ist schon widerrufen.',
    changedMeanwhile:
      'Dieser Schlüssel wurde inzwischen erneuert oder ist abgelaufen; es wurde nichts geändert. Ein neuer Schlüssel wird nur einmal gezeigt: Haben Sie ihn nicht aufbewahrt, erneuern Sie ihn noch einmal.',
    rateLimited: 'Zu viele Versuche. Warten Sie etwas und versuchen Sie es dann wieder.',
    formExpired: 'Dieses Formular war zu lange offen. Prüfen Sie Ihre Eingaben und senden Sie es noch einmal.',
    temporarilyUnavailable: 'Wir sind gerade sehr ausgelastet. Versuchen Sie es in einigen Sekunden wieder.',
  },
};
