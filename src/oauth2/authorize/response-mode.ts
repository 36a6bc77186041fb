import { withFragment, withParameters } from '../../core/redirect-uri.js';

/** OAuth 2.0 Multiple Response Type Encoding Practices §2.1 and OAuth 2.0 Form Post Response Mode. */
export const RESPONSE_MODES = ['query', 'fragment', 'form_post'] as const;
export type ResponseMode = (typeof RESPONSE_MODES)[number];

/** What goes back to the client, whether a code or an error; absent members are left out. */
export interface AuthorizationResponse {
  readonly redirectUri: string;
  readonly mode: ResponseMode;
  readonly parameters: Readonly<Record<string, string | undefined>>;
}

/** How the browser takes it there: by following a redirect, or by posting a form that our page holds. */
export type Delivery =
  | { readonly redirect: string }
  | { readonly formPost: { readonly action: string; readonly fields: Readonly<Record<string, string>> } };

export function isResponseMode(text: string): text is ResponseMode {
  return RESPONSE_MODES.some((mode) => mode === text);
}

const DELIVERIES: Readonly<Record<ResponseMode, (response: AuthorizationResponse) => Delivery>> = {
  query: ({ redirectUri, parameters }) => ({ redirect: withParameters(redirectUri, parameters) }),
  fragment: ({ redirectUri, parameters }) => ({ redirect: withFragment(redirectUri, parameters) }),
  form_post: ({ redirectUri, parameters }) => ({ formPost: { action: redirectUri, fields: present(parameters) } }),
};

export function deliver(response: AuthorizationResponse): Delivery {
  return DELIVERIES[response.mode](response);
}

function present(parameters: AuthorizationResponse['parameters']): Record<string, string> {
  const entries = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}
