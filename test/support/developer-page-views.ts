import type { DeveloperPageViews } from '../../src/ui/developer/developer-views.js';

/** The developer's pages with all that they can show, each text being the one that is given. */
export function developerPageViews(text: string): DeveloperPageViews {
  const moment = { text, exact: text, iso: text };
  const app = { title: text, name: text, vendor: text, isPrivate: true, href: text };
  const fields = 'title name organization redirect_uris description_en description_de logo_url entry_point scope url';
  const typed = Object.fromEntries(fields.split(' ').map((name) => [name, text]));
  const client = { name: text, isPublic: false, redirectUris: [text], postLogoutRedirectUris: [text] };
  const clientActions = { updateAction: text, rotateAction: text, disableAction: text };
  const secrets = [{ hint: text, created: moment, expires: moment }];
  const delivery = { event: text, subject: text, answer: text, created: moment, replayAction: text };
  const actions = 'details enable disable clients addScopes removeScope offer withdraw webhook testWebhook';
  return {
    developer: {
      apps: (['active', 'disabled', 'blocked'] as const).map((status) => ({ ...app, status })),
      organizations: [{ id: text, name: text }],
      action: text,
      typed,
      error: 'nameTaken',
    },
    'developer-app': {
      app: { ...app, status: 'disabled' },
      listHref: text,
      secret: { kind: 'client', clientId: text, value: text },
      details: typed,
      clients: [
        { ...client, ...clientActions, id: text, disabled: false, secrets },
        { ...client, ...clientActions, id: `${text}2`, disabled: true, secrets },
      ],
      desired: [true, false].map((always) => ({ name: text, sentence: text, always, gone: !always })),
      suggestions: [{ name: text, sentence: text }],
      api: {
        audience: text,
        scopes: [{ name: text, en: text, de: text, forPeople: true, forOrganizations: true }],
        canOffer: true,
      },
      webhook: { url: text, deliveries: [{ ...delivery, status: 'failed' }] },
      typed,
      actions: Object.fromEntries(`${actions} rotateWebhook removeWebhook`.split(' ').map((name) => [name, text])),
      notice: 'saved',
      problem: { section: 'client', error: 'invalidInput', item: text },
    },
  };
}
