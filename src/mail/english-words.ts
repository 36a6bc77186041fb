import { callName, singleLine } from './single-line.js';
import type { Language } from './wording.js';

export const english: Language = {
  locale: 'en',
  greeting: (name) => (name === undefined ? 'Hello,' : `Hello ${name},`),
  validity: (duration) => `The link works once, for ${duration} from when this e-mail was written.`,
  fallback: 'If the button does not work, copy this address into your browser:',
  footer: (to, brand) =>
    `This e-mail was sent to ${to} because of an account or an invitation at ${brand}. Nobody reads replies to it.`,
  letters: {
    'verify-email': (_, { brand }) => ({
      subject: `Confirm your e-mail address for ${brand}`,
      heading: 'Confirm your e-mail address',
      lines: [`This address was given for an account at ${brand}. Please confirm that it is yours.`],
      button: 'Confirm address',
      otherwise: `If you did not sign up at ${brand}, ignore this e-mail. The address stays unconfirmed, and you will not be asked for anything.`,
    }),
    'reset-password': (_, { brand }) => ({
      subject: `Reset your password for ${brand}`,
      heading: 'Choose a new password',
      lines: [`Somebody, hopefully you, asked for a new password for your account at ${brand}.`],
      button: 'Choose a new password',
      otherwise:
        'If it was not you, ignore this e-mail: your password stays as it is. Do not pass the link on; whoever has it can set your password.',
    }),
    'email-change-confirm': (_, { brand }) => ({
      subject: `Confirm your new e-mail address for ${brand}`,
      heading: 'Confirm your new address',
      lines: [`This is to be the new address of your account at ${brand}. It takes effect once you confirm it.`],
      button: 'Confirm new address',
      otherwise: 'If you did not ask for this, ignore this e-mail: nothing changes.',
    }),
    'email-change-asked': ({ newEmail, at, zoneinfo }, { brand, moment, hasLink }) => ({
      subject: `Your e-mail address for ${brand} is about to change`,
      heading: 'Your address is about to change',
      lines: [
        `Somebody, hopefully you, wants your account at ${brand} to have another e-mail address. Nothing has changed yet: it takes effect once the new address is confirmed.`,
      ],
      facts: [
        ['New address', singleLine(newEmail)],
        ['When', moment(at, zoneinfo)],
      ],
      button: 'Choose a new password',
      otherwise: `If it was you, there is nothing to do here. If not, somebody knows your password: ${hasLink ? 'choose a new one at once, which stops the change as well' : `tell whoever runs ${brand} at once`}.`,
    }),
    'email-changed': ({ newEmail, at, zoneinfo }, { brand, moment, hasLink }) => ({
      subject: `Your e-mail address for ${brand} was changed`,
      heading: 'Your address was changed',
      lines: [`Your account at ${brand} now has another e-mail address. You can no longer sign in with this one.`],
      facts: [
        ['New address', singleLine(newEmail)],
        ['When', moment(at, zoneinfo)],
      ],
      button: 'Secure your account',
      otherwise: `If it was not you, somebody else has got into your account: ${hasLink ? 'secure it at once, and ' : ''}tell whoever runs ${brand}.`,
    }),
    'password-changed': ({ at, zoneinfo }, { brand, moment, hasLink }) => ({
      subject: `Your password for ${brand} was changed`,
      heading: 'Your password was changed',
      lines: [`Your account at ${brand} has a new password.`],
      facts: [['When', moment(at, zoneinfo)]],
      button: 'Reset the password',
      otherwise: `If it was not you, somebody else has got into your account: ${hasLink ? 'reset the password at once, and ' : ''}tell whoever runs ${brand}.`,
    }),
    'second-factor-on': ({ at, zoneinfo }, { brand, moment, hasLink }) => ({
      subject: `Two-factor sign-in for ${brand} is on`,
      heading: 'Two-factor sign-in is on',
      lines: [
        `From now on, signing in to your account at ${brand} takes a code of your authenticator app beside the password.`,
        'Keep your backup codes somewhere safe: they let you in if you lose the app.',
      ],
      facts: [['When', moment(at, zoneinfo)]],
      button: 'Check your security',
      otherwise: `If it was not you, somebody else has got into your account: ${hasLink ? 'check it at once, and ' : ''}tell whoever runs ${brand}.`,
    }),
    'second-factor-off': ({ at, zoneinfo }, { brand, moment, hasLink }) => ({
      subject: `Two-factor sign-in for ${brand} is off`,
      heading: 'Two-factor sign-in is off',
      lines: [
        `From now on, the password alone opens your account at ${brand}. The backup codes are worth nothing any more.`,
      ],
      facts: [['When', moment(at, zoneinfo)]],
      button: 'Check your security',
      otherwise: `If it was not you, somebody else has got into your account: ${hasLink ? 'change your password at once, and ' : ''}tell whoever runs ${brand}.`,
    }),
    'new-sign-in': ({ at, zoneinfo, device, address }, { brand, moment, hasLink }) => ({
      subject: `New sign-in to ${brand}`,
      heading: 'New sign-in',
      lines: [`Somebody, hopefully you, signed in to your account at ${brand} from a device or a place that is new.`],
      facts: [
        ['When', moment(at, zoneinfo)],
        ...(device === undefined ? [] : [['Device', singleLine(device)] as const]),
        ...(address === undefined ? [] : [['IP address', singleLine(address)] as const]),
      ],
      button: 'See your sessions',
      otherwise: `If it was you, there is nothing to do. If not, ${hasLink ? 'end the session and ' : ''}change your password at once.`,
    }),
    invitation: ({ organization, inviter }, { brand }) => ({
      subject: `Invitation to ${singleLine(organization, 100)}`,
      heading: `Join ${singleLine(organization)}`,
      lines: [
        callName(inviter) === undefined
          ? `You are invited to join ${singleLine(organization)} at ${brand}.`
          : `${callName(inviter)} invites you to join ${singleLine(organization)} at ${brand}.`,
      ],
      button: 'See the invitation',
      otherwise: 'If you did not expect it, ignore this e-mail: you join only if you accept.',
    }),
  },
};
