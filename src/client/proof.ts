export interface Pkce {
  /** Keep it where you keep the state; it goes with the code. */
  readonly codeVerifier: string;
  readonly codeChallenge: string;
  readonly codeChallengeMethod: 'S256';
}

/** 256 bits that tie a callback to the browser that was sent away (RFC 6749 §10.12). */
export function createState(): string {
  return randomText();
}

/** RFC 7636 §4.1, §4.2. In a browser the page must be from https or localhost, as Web Crypto requires. */
export async function createPkce(): Promise<Pkce> {
  const codeVerifier = randomText();
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(codeVerifier));
  return { codeVerifier, codeChallenge: base64url(new Uint8Array(digest)), codeChallengeMethod: 'S256' };
}

function randomText(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
