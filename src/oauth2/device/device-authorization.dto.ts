import type { StartedDeviceAuthorization } from './device-authorizations.service.js';

/** RFC 8628 §3.1 */
export class DeviceAuthorizationRequestDto {
  /** Space separated; without it all that the app may ask of a person. @example 'openid profile' */
  scope?: string;
  /** The audience that the access token is for (RFC 8707 §2). */
  resource?: string;
  /** Instead of the Authorization header. @example demo-cli */
  client_id?: string;
  /** Instead of the Authorization header. */
  client_secret?: string;
  /** With `client_assertion`: `urn:ietf:params:oauth:client-assertion-type:jwt-bearer`. */
  client_assertion_type?: string;
  /** Instead of a secret: a JWT that the client has signed, used once (RFC 7523, `private_key_jwt`). */
  client_assertion?: string;
}

/** RFC 8628 §3.2; times in seconds. */
export class DeviceAuthorizationResponseDto {
  /** For the device alone. @example dc_8Yh… */
  device_code: string;
  /** For the person to type. @example BCDF-GHJK */
  user_code: string;
  /** @example http://localhost:3000/demo/device */
  verification_uri: string;
  /** For a QR code. @example 'http://localhost:3000/demo/device?code=BCDF-GHJK' */
  verification_uri_complete: string;
  /** @example 600 */
  expires_in: number;
  /** The least time between two polls. @example 5 */
  interval: number;

  static of(started: StartedDeviceAuthorization): DeviceAuthorizationResponseDto {
    return {
      device_code: started.deviceCode,
      user_code: started.userCode,
      verification_uri: started.verificationUri,
      verification_uri_complete: started.verificationUriComplete,
      expires_in: started.expiresIn,
      interval: started.interval,
    };
  }
}
