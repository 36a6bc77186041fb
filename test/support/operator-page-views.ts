import type { OperatorPageViews } from '../../src/ui/operator/operator-views.js';

const FIELDS =
  'name title access_token_lifetime password_token_lifetime access_token_format algorithm require_pkce sign_up ' +
  'allowed_origins password_minimum locale branding_name branding_colour branding_logo social_enabled social_linking ' +
  'social_providers';

/** The operator's pages with all that they can show, each text being the one that is given. */
export function operatorPageViews(text: string): OperatorPageViews {
  const instance = { title: text, name: text, issuer: text, isDefault: false, href: text };
  const typed = Object.fromEntries(FIELDS.split(' ').map((name) => [name, text]));
  const fields = Object.fromEntries(FIELDS.split(' ').map((name) => [name, 'invalidChoice' as const]));
  return {
    operator: {
      instances: (['active', 'suspended', 'deleting'] as const).map((status) => ({ ...instance, status })),
      action: text,
      typed,
      notice: 'deleted',
      problem: { error: 'checkFields', fields },
    },
    'operator-instance': {
      instance: { ...instance, status: 'suspended' },
      listHref: text,
      settings: typed,
      locales: [{ locale: text, name: text }],
      algorithms: [text],
      actions: { settings: text, suspend: text, activate: text, remove: text },
      notice: 'saved',
      problem: { section: 'status', error: 'checkFields', fields: { ...fields, confirm: 'wrongName' } },
    },
  };
}
