import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const VERSION = 'v1';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals what must not lie readable in the database, with keys derived from the master secret (HKDF-SHA256, RFC 5869), one key
 * for each purpose: what was sealed or signed for one purpose opens and verifies for no other.
 */
export class Vault {
  private readonly keys = new Map<string, Buffer>();

  constructor(private readonly secret: string) {
    if (secret === '') throw new Error('the master secret (LATCHKEY_SECRET) is empty');
  }

  /** AES-256-GCM with a random nonce; printable. The same text never seals the same twice. */
  seal(purpose: string, plain: Buffer | string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key('seal', purpose), iv);
    const body = Buffer.concat([cipher.update(plain), cipher.final()]);
    return `${VERSION}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`;
  }

  /** Throws where the text was not sealed for this purpose with this secret, or was changed since. */
  open(purpose: string, sealed: string): Buffer {
    const [version, text = ''] = sealed.split('.');
    const bytes = Buffer.from(text, 'base64url');
    if (version !== VERSION || bytes.length < IV_BYTES + TAG_BYTES)
      throw new Error(`the sealed ${purpose} can not be read`);
    const key = this.key('seal', purpose);
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    } catch (cause) {
      throw new Error(
        `the sealed ${purpose} can not be opened: the master secret is another one, or the text was changed`,
        { cause },
      );
    }
  }

  /** HMAC-SHA256, base64url. Compare in constant time. */
  sign(purpose: string, text: string): string {
    return createHmac('sha256', this.key('sign', purpose)).update(text).digest('base64url');
  }

  /** Purposes are a handful of words in our own code, so the map stays small. */
  private key(use: 'seal' | 'sign', purpose: string): Buffer {
    const label = `latchkey ${use} ${purpose}`;
    const known = this.keys.get(label);
    if (known !== undefined) return known;
    const key = Buffer.from(hkdfSync('sha256', this.secret, '', label, 32));
    this.keys.set(label, key);
    return key;
  }
}
