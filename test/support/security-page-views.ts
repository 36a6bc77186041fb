import type { ApiKeyPageViews, ApiKeyRowView } from '../../src/ui/api-keys/key-views.js';
import type { SecurityPageViews } from '../../src/ui/security/security-views.js';

/** The pages of keys and of an account's security, with the same text wherever somebody's text can stand. */
export function securityPageViews(text: string): SecurityPageViews & ApiKeyPageViews {
  const moment = { text, exact: text, iso: text };
  const sessions = [true, false].map((current) => ({
    ...{ device: text, isPhone: current, address: text, current },
    ...{ lastSeen: moment, since: moment, endAction: text },
  }));
  const panels = [
    { id: 'password', template: 'security-password', content: { action: text, email: text } },
    { id: 'sessions', template: 'security-sessions', content: { sessions, endOthers: text } },
    {
      id: 'activity',
      template: 'security-activity',
      content: { rows: [{ text, when: moment, isAlarming: true, device: text, address: text }] },
    },
  ];
  return {
    security: {
      panels: panels.map((panel) => ({ ...panel, title: text, message: text })),
      accountHref: text,
      notice: text,
    },
    'api-keys': {
      owner: 'organization',
      head: { name: text, href: text, appsHref: text, apiKeysHref: text, suspended: true, invitations: true },
      keys: [keyRow(text, 'active')],
      past: [keyRow(text, 'revoked'), keyRow(text, 'expired')],
      most: 5,
      left: 4,
      create: {
        action: text,
        once: text,
        scopes: [{ name: text, sentence: text, checked: true }],
        expiries: ['90'],
        typed: { name: text, allowed_ips: text, access: text },
      },
      example: text,
      overlaps: ['24'],
      secret: { name: text, value: text, isRotated: true },
      notice: 'revoked',
      problem: { error: 'invalidName' },
    },
  };
}

function keyRow(text: string, state: ApiKeyRowView['state']): ApiKeyRowView {
  const moment = { text, exact: text, iso: text };
  return {
    ...{ id: text, name: text, prefix: text, state, allowedIps: [text] },
    ...{
      scopes: [{ name: text, sentence: text }],
      created: moment,
      lastUsed: moment,
      expires: moment,
      revoked: moment,
    },
    usage: { bars: [{ x: 0, y: 0, height: 28 }], sentence: text, total: text },
    ...(state === 'active' && { rotateAction: text, revokeAction: text }),
  };
}
