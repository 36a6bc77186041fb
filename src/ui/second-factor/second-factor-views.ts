import type { ErrorName } from '../views.js';

export interface SignInOtpView {
  /** Of the form, and of the link back to the beginning. */
  readonly action: string;
  /** The first step, sealed. */
  readonly proof: string;
  readonly error?: ErrorName;
}

export interface SecondFactorSetupView {
  readonly action: string;
  readonly securityHref: string;
  /** Base 32. */
  readonly secret: string;
  /** `otpauth://…`, and the same as a picture: markup of ours. */
  readonly uri: string;
  readonly qr: string;
  readonly error?: ErrorName;
}

export interface SecondFactorCodesView {
  readonly codes: readonly string[];
  readonly doneHref: string;
}

export interface SecondFactorPageViews {
  readonly 'sign-in-otp': SignInOtpView;
  readonly 'second-factor-setup': SecondFactorSetupView;
  readonly 'second-factor-codes': SecondFactorCodesView;
}
