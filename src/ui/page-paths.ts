import type { Instance } from '../instances/index.js';
import { asset, type Asset, COPY_SCRIPT, FORM_POST_SCRIPT, ICON, STYLESHEET } from './assets/asset.js';
import { brandingStylesheet } from './branding.js';
import type { AssetPaths, PagePaths } from './views.js';

/** The instance's own path, such as `/demo`, or with what a proxy puts before it. */
export function basePathOf({ baseUrl }: Instance): string {
  return new URL(baseUrl).pathname;
}

/** `basePath` is `''` on a page that belongs to no instance. */
export function pagePaths(basePath: string, rootPath: string): PagePaths {
  return {
    home: basePath === '' ? '/' : basePath,
    signIn: `${basePath}/sign-in`,
    signUp: `${basePath}/sign-up`,
    consent: `${basePath}/consent`,
    resume: `${basePath}/oauth2/v1/authorize/continue`,
    signOut: `${basePath}/sign-out`,
    forgotPassword: `${basePath}/forgot-password`,
    account: `${basePath}/account`,
    security: `${basePath}/account/security`,
    apiKeys: `${basePath}/api-keys`,
    launchpad: `${basePath}/launchpad`,
    organizations: `${basePath}/organizations`,
    invitations: `${basePath}/invitations`,
    developer: `${basePath}/developer`,
    operator: `${basePath}/operator`,
    explorer: `${rootPath}/docs`,
    discovery: `${basePath}/oauth2/v1/.well-known/openid-configuration`,
    jwks: `${basePath}/oauth2/v1/jwks`,
  };
}

export function brandingOf({ settings }: Instance): Asset {
  return asset('text/css', brandingStylesheet(settings.branding.colour));
}

export function assetPaths(rootPath: string, instance?: Instance): AssetPaths {
  return {
    stylesheet: `${rootPath}/assets/latchkey.css?v=${STYLESHEET.version}`,
    branding: instance && `${basePathOf(instance)}/branding.css?v=${brandingOf(instance).version}`,
    icon: `${rootPath}/assets/icon.svg?v=${ICON.version}`,
    formPostScript: `${rootPath}/assets/form-post.js?v=${FORM_POST_SCRIPT.version}`,
    copyScript: `${rootPath}/assets/copy.js?v=${COPY_SCRIPT.version}`,
  };
}

/** The same path with other parameters; absent ones are left out. */
export function withQuery(path: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) query.set(name, value);
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}
