import type { ConsentView, ErrorName } from '../views.js';

export interface DeviceView {
  readonly action: string;
  /** What was typed before, or stood in the link. */
  readonly code: string;
  /** It came with the link: the person has to compare it, not to type it. */
  readonly isPrefilled: boolean;
  readonly error?: ErrorName;
}

export interface DeviceConfirmView extends Omit<ConsentView, 'redirectOrigin'> {
  /** To be compared with what the device shows. */
  readonly code: string;
  readonly otherCodeHref: string;
}

export interface DeviceDoneView {
  readonly decision: 'allow' | 'deny';
  readonly appTitle: string;
}

export interface DevicePageViews {
  readonly device: DeviceView;
  readonly 'device-confirm': DeviceConfirmView;
  readonly 'device-done': DeviceDoneView;
}
