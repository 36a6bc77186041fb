import type { Instance } from '../../../instances/index.js';
import type { StartedDeviceAuthorization } from '../../../oauth2/index.js';
import { DEVICE_VERIFICATION } from './oauth-paths.js';

/** In the query, as a form or as JSON. */
export class DeviceStartDto {
  /** @example demo-cli */
  client_id?: string;
  /** Instead of the Authorization header, where the client has one. */
  client_secret?: string;
  /** Separated by commas or spaces. @example directory.person.r */
  scope?: string;
}

/** Times in seconds. */
export class StartedDeviceDto {
  /** For the device alone. @example dc_8Yh… */
  device_code: string;
  /** For the person to type. @example BCDF-GHJK */
  user_code: string;
  /** @example http://localhost:3000/oauth/device_authorizations/verify */
  verification_uri: string;
  /** For a QR code. @example 'http://localhost:3000/oauth/device_authorizations/verify?code=BCDF-GHJK' */
  verification_uri_complete: string;
  /** @example 600 */
  expires_in: number;
  /** The least time between two polls. @example 5 */
  interval: number;

  static of(started: StartedDeviceAuthorization, publicUrl: string): StartedDeviceDto {
    const address = `${publicUrl}/oauth/${DEVICE_VERIFICATION}`;
    return {
      device_code: started.deviceCode,
      user_code: started.userCode,
      verification_uri: address,
      verification_uri_complete: `${address}?code=${started.userCode}`,
      expires_in: started.expiresIn,
      interval: started.interval,
    };
  }
}

/** The path of the page, with the code that was in the address. */
export function verificationPage({ baseUrl }: Instance, code: string | undefined): string {
  const query = code === undefined ? '' : `?${new URLSearchParams({ code }).toString()}`;
  return `${new URL(baseUrl).pathname}/device${query}`;
}
