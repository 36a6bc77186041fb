import type { DevicePageViews } from '../../src/ui/device/device-views.js';

/** The pages that let a device in, with a text of somebody else's wherever one can be. */
export const devicePageViews = (text: string): DevicePageViews => ({
  device: { action: text, code: text, isPrefilled: false, error: 'invalidCode' },
  'device-confirm': {
    action: text,
    code: text,
    client: { name: text, vendor: text },
    scopes: [true, false].map((required) => ({ name: text, sentence: text, required })),
    organizations: {
      choices: [{ id: text, name: text, isInstalled: true }],
      isNamed: false,
      mayBeNew: true,
      suggestedName: text,
      onBehalf: false,
    },
    person: { name: text, email: text },
    otherAccountHref: text,
    otherCodeHref: text,
    error: 'nameTaken',
  },
  'device-done': { decision: 'allow', appTitle: text },
});
