/** A mail as its reader's program sees it. */
export interface MailMessage {
  /** Every header line, unfolded, names in lower case. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly text: string;
  readonly html: string;
}

/** The values of a header, encoded words decoded (RFC 2047). */
export function header({ headers }: Pick<MailMessage, 'headers'>, name: string): string[] {
  return headers.filter(([other]) => other === name).map(([, value]) => decodeWords(value));
}

/** RFC 5322 §2.2, RFC 2045, RFC 2046 §5.1: as much of it as our mails need. */
export function parseMail(raw: string): MailMessage {
  const { headers, body } = entity(raw);
  const boundary = /boundary="([^"]+)"/.exec(header({ headers }, 'content-type')[0] ?? '')?.[1] ?? '';
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => entity(part.replace(/^\r\n/, '')));
  return { headers, text: contentOf(parts, 'text/plain'), html: contentOf(parts, 'text/html') };
}

interface Entity {
  readonly headers: MailMessage['headers'];
  readonly body: string;
}

function entity(raw: string): Entity {
  const end = raw.indexOf('\r\n\r\n');
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]/g, ' ')
    .split('\r\n');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { headers, body: raw.slice(end + 4) };
}

function contentOf(parts: readonly Entity[], type: string): string {
  const part = parts.find((one) => header(one, 'content-type')[0]?.startsWith(type));
  if (!part) throw new Error(`there is no ${type}`);
  const [encoding] = header(part, 'content-transfer-encoding');
  if (encoding === 'quoted-printable') return quotedPrintable(part.body.replace(/=\r\n/g, '')).replace(/\r\n/g, '\n');
  if (encoding === 'base64') return Buffer.from(part.body, 'base64').toString().replace(/\r\n/g, '\n');
  return part.body.replace(/\r\n/g, '\n');
}

function quotedPrintable(text: string): string {
  const binary = text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(binary, 'latin1').toString('utf8');
}

function decodeWords(text: string): string {
  const joined = text.replace(/\?=\s+=\?/g, '?==?');
  return joined.replace(/=\?UTF-8\?([QB])\?([^?]*)\?=/gi, (_, encoding: string, word: string) =>
    encoding.toUpperCase() === 'B' ? Buffer.from(word, 'base64').toString() : quotedPrintable(word.replace(/_/g, ' ')),
  );
}
