import type { TestServer } from './server.js';

/** A mail as `/dev/mail.json` shows it. */
export interface ShownMail {
  readonly id: string;
  readonly template: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly link?: string;
}

/** What an address was written by a server without an SMTP server, the newest first. */
export async function mailedTo(server: TestServer, address: string): Promise<readonly ShownMail[]> {
  const { status, json } = await server.send(
    'GET',
    `/dev/mail.json?${new URLSearchParams({ to: address }).toString()}`,
  );
  if (status !== 200) throw new Error(`no mailbox: ${status}`);
  return json['mails'] as readonly ShownMail[];
}

/** The link in the newest letter of a kind to the address. */
export async function linkTo(server: TestServer, address: string, template: string): Promise<URL> {
  const mail = (await mailedTo(server, address)).find((one) => one.template === template);
  if (!mail?.link) throw new Error(`no ${template} was mailed to ${address}`);
  return new URL(mail.link);
}
