import { sha256 } from '../../core/secret-format.js';
import { brandingStylesheet, DEFAULT_ACCENT } from '../branding.js';
import { copyScript } from './copy.js';
import { formPostScript } from './form-post.js';
import { icon } from './icon.js';
import { account } from './stylesheet-account.js';
import { apiKeys } from './stylesheet-api-keys.js';
import { controls } from './stylesheet-controls.js';
import { developer } from './stylesheet-developer.js';
import { device } from './stylesheet-device.js';
import { secondFactor } from './stylesheet-second-factor.js';
import { foundation } from './stylesheet-foundation.js';
import { operator } from './stylesheet-operator.js';
import { organizations } from './stylesheet-organizations.js';
import { pages } from './stylesheet-pages.js';
import { social } from './stylesheet-social.js';

export interface Asset {
  readonly type: string;
  readonly body: string;
  /** Of the body: in the address of the asset, so that it may be cached for ever. */
  readonly version: string;
}

export function asset(type: string, body: string): Asset {
  return { type: `${type}; charset=utf-8`, body, version: sha256(body).slice(0, 12) };
}

export const STYLESHEET = asset(
  'text/css',
  [
    brandingStylesheet(DEFAULT_ACCENT),
    ...[
      foundation,
      controls,
      pages,
      account,
      organizations,
      developer,
      device,
      apiKeys,
      secondFactor,
      social,
      operator,
    ],
  ].join(''),
);
export const ICON = asset('image/svg+xml', icon);
export const COPY_SCRIPT = asset('text/javascript', copyScript);
export const FORM_POST_SCRIPT = asset('text/javascript', formPostScript);
