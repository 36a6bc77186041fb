/** A path of the surface and its other spelling: its clients are used to naming the format. */
export function at(path: string): string[] {
  return [path, `${path}.json`];
}

export const ACCESS_TOKEN = at('access_token');
export const DEVICE_AUTHORIZATION = at('device_authorizations/authorize');
export const DEVICE_VERIFICATION = 'device_authorizations/verify';
