import { callName, singleLine } from './single-line.js';
import type { Language } from './wording.js';

export const german: Language = {
  locale: 'de',
  greeting: (name) => (name === undefined ? 'Guten Tag,' : `Guten Tag ${name},`),
  validity: (duration) => `Der Link gilt einmal, und zwar ${duration} ab dem Absenden dieser E-Mail.`,
  fallback: 'Falls die Schaltfläche nicht funktioniert, kopieren Sie diese Adresse in Ihren Browser:',
  footer: (to, brand) =>
    `Diese E-Mail ging wegen eines Kontos oder einer Einladung bei ${brand} an ${to}. Antworten darauf liest niemand.`,
  letters: {
    'verify-email': (_, { brand }) => ({
      subject: `Bestätigen Sie Ihre E-Mail-Adresse für ${brand}`,
      heading: 'E-Mail-Adresse bestätigen',
      lines: [`Diese Adresse wurde für ein Konto bei ${brand} angegeben. Bitte bestätigen Sie, dass sie Ihnen gehört.`],
      button: 'Adresse bestätigen',
      otherwise: `Wenn Sie sich nicht bei ${brand} registriert haben, ignorieren Sie diese E-Mail. Die Adresse bleibt unbestätigt, und Sie müssen nichts tun.`,
    }),
    'reset-password': (_, { brand }) => ({
      subject: `Setzen Sie Ihr Passwort für ${brand} zurück`,
      heading: 'Neues Passwort wählen',
      lines: [`Jemand, vermutlich Sie, möchte für Ihr Konto bei ${brand} ein neues Passwort.`],
      button: 'Neues Passwort wählen',
      otherwise:
        'Wenn Sie das nicht waren, ignorieren Sie diese E-Mail: Ihr Passwort bleibt, wie es ist. Geben Sie den Link nicht weiter; wer ihn hat, kann Ihr Passwort setzen.',
    }),
    'email-change-confirm': (_, { brand }) => ({
      subject: `Bestätigen Sie Ihre neue E-Mail-Adresse für ${brand}`,
      heading: 'Neue Adresse bestätigen',
      lines: [`Dies soll die neue Adresse Ihres Kontos bei ${brand} werden. Sie gilt, sobald Sie sie bestätigen.`],
      button: 'Neue Adresse bestätigen',
      otherwise: 'Wenn Sie das nicht veranlasst haben, ignorieren Sie diese E-Mail: Es ändert sich nichts.',
    }),
    'email-change-asked': ({ newEmail, at, zoneinfo }, { brand, moment, hasLink }) => ({
      subject: `Ihre E-Mail-Adresse für ${brand} soll sich ändern`,
      heading: 'Ihre Adresse soll sich ändern',
      lines: [
        `Jemand, vermutlich Sie, möchte für Ihr Konto bei ${brand} eine andere E-Mail-Adresse. Noch hat sich nichts geändert: Die neue Adresse gilt erst, wenn sie bestätigt ist.`,
      ],
      facts: [
        ['Neue Adresse', singleLine(newEmail)],
        ['Wann', moment(at, zoneinfo)],
      ],
      button: 'Neues Passwort wählen',
      otherwise: `Wenn Sie das waren, ist hier nichts zu tun. Wenn nicht, kennt jemand Ihr Passwort: ${hasLink ? 'Wählen Sie sofort ein neues; damit ist auch die Änderung hinfällig' : `Verständigen Sie sofort den Betreiber von ${brand}`}.`,
    }),
    'email-changed': ({ newEmail, at, zoneinfo }, { brand, moment, hasLink }) => ({
      subject: `Ihre E-Mail-Adresse für ${brand} wurde geändert`,
      heading: 'Ihre Adresse wurde geändert',
      lines: [
        `Ihr Konto bei ${brand} hat jetzt eine andere E-Mail-Adresse. Mit dieser hier können Sie sich nicht mehr anmelden.`,
      ],
      facts: [
        ['Neue Adresse', singleLine(newEmail)],
        ['Wann', moment(at, zoneinfo)],
      ],
      button: 'Konto sichern',
      otherwise: `Wenn Sie das nicht waren, hat jemand anderes Zugang zu Ihrem Konto: ${hasLink ? 'Sichern Sie es sofort, und verständigen' : 'Verständigen'} Sie den Betreiber von ${brand}.`,
    }),
    'password-changed': ({ at, zoneinfo }, { brand, moment, hasLink }) => ({
      subject: `Ihr Passwort für ${brand} wurde geändert`,
      heading: 'Ihr Passwort wurde geändert',
      lines: [`Ihr Konto bei ${brand} hat ein neues Passwort.`],
      facts: [['Wann', moment(at, zoneinfo)]],
      button: 'Passwort zurücksetzen',
      otherwise: `Wenn Sie das nicht waren, hat jemand anderes Zugang zu Ihrem Konto: ${hasLink ? 'Setzen Sie das Passwort sofort zurück, und verständigen' : 'Verständigen'} Sie den Betreiber von ${brand}.`,
    }),
    'second-factor-on': ({ at, zoneinfo }, { brand, moment, hasLink }) => ({
      subject: `Zwei-Faktor-Anmeldung für ${brand} ist eingeschaltet`,
      heading: 'Die Zwei-Faktor-Anmeldung ist eingeschaltet',
      lines: [
        `Ab jetzt braucht die Anmeldung bei Ihrem Konto bei ${brand} neben dem Passwort einen Code Ihrer Authenticator-App.`,
        'Bewahren Sie Ihre Ersatzcodes sicher auf: Mit ihnen kommen Sie hinein, wenn Sie die App verlieren.',
      ],
      facts: [['Wann', moment(at, zoneinfo)]],
      button: 'Sicherheit prüfen',
      otherwise: `Wenn Sie das nicht waren, hat jemand anderes Zugang zu Ihrem Konto: ${hasLink ? 'Prüfen Sie es sofort, und verständigen' : 'Verständigen'} Sie den Betreiber von ${brand}.`,
    }),
    'second-factor-off': ({ at, zoneinfo }, { brand, moment, hasLink }) => ({
      subject: `Zwei-Faktor-Anmeldung für ${brand} ist ausgeschaltet`,
      heading: 'Die Zwei-Faktor-Anmeldung ist ausgeschaltet',
      lines: [`Ab jetzt öffnet das Passwort allein Ihr Konto bei ${brand}. Die Ersatzcodes gelten nicht mehr.`],
      facts: [['Wann', moment(at, zoneinfo)]],
      button: 'Sicherheit prüfen',
      otherwise: `Wenn Sie das nicht waren, hat jemand anderes Zugang zu Ihrem Konto: ${hasLink ? 'Ändern Sie sofort Ihr Passwort, und verständigen' : 'Verständigen'} Sie den Betreiber von ${brand}.`,
    }),
    'new-sign-in': ({ at, zoneinfo, device, address }, { brand, moment, hasLink }) => ({
      subject: `Neue Anmeldung bei ${brand}`,
      heading: 'Neue Anmeldung',
      lines: [
        `Jemand, vermutlich Sie, hat sich bei Ihrem Konto bei ${brand} angemeldet, und zwar mit einem neuen Gerät oder an einem neuen Ort.`,
      ],
      facts: [
        ['Wann', moment(at, zoneinfo)],
        ...(device === undefined ? [] : [['Gerät', singleLine(device)] as const]),
        ...(address === undefined ? [] : [['IP-Adresse', singleLine(address)] as const]),
      ],
      button: 'Sitzungen ansehen',
      otherwise: `Wenn Sie das waren, ist nichts zu tun. Wenn nicht, ${hasLink ? 'beenden Sie die Sitzung und ändern Sie' : 'ändern Sie'} sofort Ihr Passwort.`,
    }),
    invitation: ({ organization, inviter }, { brand }) => ({
      subject: `Einladung zu ${singleLine(organization, 100)}`,
      heading: `${singleLine(organization)} beitreten`,
      lines: [
        callName(inviter) === undefined
          ? `Sie sind eingeladen, ${singleLine(organization)} bei ${brand} beizutreten.`
          : `${callName(inviter)} lädt Sie ein, ${singleLine(organization)} bei ${brand} beizutreten.`,
      ],
      button: 'Einladung ansehen',
      otherwise:
        'Wenn Sie damit nichts anfangen können, ignorieren Sie diese E-Mail: Sie treten nur bei, wenn Sie annehmen.',
    }),
  },
};
