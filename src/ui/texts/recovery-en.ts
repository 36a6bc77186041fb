import type { RecoveryTexts } from './recovery.js';

export const englishRecovery: RecoveryTexts = {
  forgot: 'Forgot your password?',
  ask: {
    title: 'Reset your password',
    lead: 'Enter the e-mail address of your account. We will send you a link to choose a new password.',
    submit: 'Send the link',
  },
  asked: {
    title: 'Check your e-mail',
    lead: 'If an account exists for this address, a link to reset the password has been sent to it. It works for one hour.',
    hint: 'Nothing there after a few minutes? Look into the spam folder, and check the address.',
  },
  reset: {
    title: 'Choose a new password',
    lead: (email) => `For the account ${email}.`,
    hint: 'You will be signed out everywhere else.',
    submit: 'Save new password',
  },
  resetDone: {
    title: 'Your password is changed',
    lead: 'All browsers and devices were signed out. Sign in with the new password.',
  },
  verify: {
    title: 'Confirm your e-mail address',
    lead: (email) => `Is ${email} your address?`,
    submit: 'Yes, confirm it',
  },
  verifyDone: { title: 'Your address is confirmed', lead: 'Thank you. You can close this page.' },
  change: {
    title: 'Confirm your new address',
    lead: (email) => `${email} becomes the address of your account. You sign in with it from then on.`,
    submit: 'Use this address',
  },
  changeDone: { title: 'Your address is changed', lead: 'From now on, sign in with the new address.' },
  over: {
    title: 'This link does not work any more',
    message: 'It was used before, is too old, or a newer one has taken its place.',
    again: 'Ask for a new link',
  },
  signIn: 'Sign in',
  account: 'Go to your account',
  section: {
    title: 'E-mail address',
    lead: 'You sign in with it, and we write to it when something about your account changes.',
    current: 'Your address',
    unverified: 'This address is not confirmed yet. Follow the link in the e-mail that we sent you.',
    resend: 'Send it again',
    newEmail: 'New address',
    hint: 'We send a link to the new address. Until you follow it, nothing changes.',
    noPassword: 'Your account has no password. You may have to sign in again first.',
    submit: 'Change address',
    asked: 'We have sent a link to the new address. It takes effect once you follow it.',
    resent: 'We have sent you another e-mail with a link.',
  },
};
