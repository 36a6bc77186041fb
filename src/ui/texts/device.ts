/** The pages on which a person lets a device in. */
export interface DeviceTexts {
  readonly title: string;
  readonly lead: string;
  /** Where the link had the code in it already. */
  readonly leadPrefilled: string;
  readonly code: string;
  readonly submit: string;
  readonly confirm: {
    readonly compare: string;
    readonly warning: (app: string) => string;
    readonly other: string;
  };
  readonly allowed: { readonly title: string; readonly lead: (app: string) => string };
  readonly denied: { readonly title: string; readonly lead: (app: string) => string };
}

export const englishDevice: DeviceTexts = {
  title: 'Connect a device',
  lead: 'Enter the code that your device shows.',
  leadPrefilled: 'Continue only if your own device shows exactly this code.',
  code: 'Code',
  submit: 'Continue',
  confirm: {
    compare: 'Your device has to show this code',
    warning: (app) =>
      `Whoever holds the device that shows this code gets this access through ${app}. If somebody sent you the code or the link, deny it.`,
    other: 'Enter another code',
  },
  allowed: {
    title: 'Your device is connected',
    lead: (app) => `You can close this page and go back to your device: ${app} goes on there in a few seconds.`,
  },
  denied: {
    title: 'Denied',
    lead: (app) => `${app} got no access. You can close this page.`,
  },
};

export const germanDevice: DeviceTexts = {
  title: 'Gerät verbinden',
  lead: 'Geben Sie den Code ein, den Ihr Gerät anzeigt.',
  leadPrefilled: 'Fahren Sie nur fort, wenn Ihr eigenes Gerät genau diesen Code anzeigt.',
  code: 'Code',
  submit: 'Weiter',
  confirm: {
    compare: 'Ihr Gerät muss diesen Code anzeigen',
    warning: (app) =>
      `Wer das Gerät mit diesem Code hat, bekommt diesen Zugriff über ${app}. Hat Ihnen jemand den Code oder den Link geschickt, lehnen Sie ab.`,
    other: 'Anderen Code eingeben',
  },
  allowed: {
    title: 'Ihr Gerät ist verbunden',
    lead: (app) =>
      `Sie können diese Seite schließen und zu Ihrem Gerät zurückkehren: ${app} macht dort in wenigen Sekunden weiter.`,
  },
  denied: {
    title: 'Abgelehnt',
    lead: (app) => `${app} hat keinen Zugriff bekommen. Sie können diese Seite schließen.`,
  },
};
