import type { RecoveryTexts } from './recovery.js';

export const germanRecovery: RecoveryTexts = {
  forgot: 'Passwort vergessen?',
  ask: {
    title: 'Passwort zurücksetzen',
    lead: 'Geben Sie die E-Mail-Adresse Ihres Kontos ein. Wir schicken Ihnen einen Link, mit dem Sie ein neues Passwort wählen.',
    submit: 'Link senden',
  },
  asked: {
    title: 'Sehen Sie in Ihre E-Mails',
    lead: 'Wenn es zu dieser Adresse ein Konto gibt, ist ein Link zum Zurücksetzen des Passworts dorthin unterwegs. Er gilt eine Stunde.',
    hint: 'Nach ein paar Minuten noch nichts da? Sehen Sie im Spam-Ordner nach, und prüfen Sie die Adresse.',
  },
  reset: {
    title: 'Neues Passwort wählen',
    lead: (email) => `Für das Konto ${email}.`,
    hint: 'Überall sonst werden Sie abgemeldet.',
    submit: 'Neues Passwort speichern',
  },
  resetDone: {
    title: 'Ihr Passwort ist geändert',
    lead: 'Alle Browser und Geräte wurden abgemeldet. Melden Sie sich mit dem neuen Passwort an.',
  },
  verify: {
    title: 'E-Mail-Adresse bestätigen',
    lead: (email) => `Ist ${email} Ihre Adresse?`,
    submit: 'Ja, bestätigen',
  },
  verifyDone: { title: 'Ihre Adresse ist bestätigt', lead: 'Danke. Sie können diese Seite schließen.' },
  change: {
    title: 'Neue Adresse bestätigen',
    lead: (email) => `${email} wird die Adresse Ihres Kontos. Ab dann melden Sie sich damit an.`,
    submit: 'Diese Adresse verwenden',
  },
  changeDone: { title: 'Ihre Adresse ist geändert', lead: 'Melden Sie sich ab jetzt mit der neuen Adresse an.' },
  over: {
    title: 'Dieser Link gilt nicht mehr',
    message: 'Er wurde schon benutzt, ist zu alt, oder ein neuerer ist an seine Stelle getreten.',
    again: 'Neuen Link anfordern',
  },
  signIn: 'Anmelden',
  account: 'Zu Ihrem Konto',
  section: {
    title: 'E-Mail-Adresse',
    lead: 'Sie melden sich mit ihr an, und wir schreiben an sie, wenn sich an Ihrem Konto etwas ändert.',
    current: 'Ihre Adresse',
    unverified:
      'Diese Adresse ist noch nicht bestätigt. Folgen Sie dem Link in der E-Mail, die wir Ihnen geschickt haben.',
    resend: 'Noch einmal senden',
    newEmail: 'Neue Adresse',
    hint: 'Wir schicken einen Link an die neue Adresse. Solange Sie ihm nicht folgen, ändert sich nichts.',
    noPassword: 'Ihr Konto hat kein Passwort. Vielleicht müssen Sie sich vorher noch einmal anmelden.',
    submit: 'Adresse ändern',
    asked: 'Wir haben einen Link an die neue Adresse geschickt. Sie gilt, sobald Sie ihm folgen.',
    resent: 'Wir haben Ihnen noch eine E-Mail mit einem Link geschickt.',
  },
};
