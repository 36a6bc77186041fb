import type { SecondFactorPageViews } from '../../src/ui/second-factor/second-factor-views.js';

/** The pages of the second factor, with a text of somebody else's wherever one can be. */
export const secondFactorPageViews = (text: string): SecondFactorPageViews => ({
  'sign-in-otp': { action: text, proof: text, error: 'invalidOtp' },
  'second-factor-setup': {
    action: text,
    securityHref: text,
    secret: text,
    uri: text,
    qr: '<svg></svg>',
    error: 'invalidOtp',
  },
  'second-factor-codes': { codes: [text], doneHref: text },
});
