import { invalidInput } from '../core/errors.js';
import { isPrintableName } from '../core/text.js';
import type { LocalizedText } from '../resources/index.js';

const TECHNICAL_NAME = /^[a-z][a-z0-9_-]{2,63}$/;
const MAXIMUM_URL_LENGTH = 2_048;

/** Names that would speak for the service, in the tokens and events that carry them. */
const RESERVED: ReadonlySet<string> = new Set(
  'admin api constructor directory latchkey oauth oauth2 official prototype security support system zaikio'.split(' '),
);

export interface AppDetails {
  readonly title?: string;
  readonly vendor?: string;
  readonly description?: LocalizedText;
  readonly logoUrl?: string | null;
  readonly entryPoint?: string | null;
}

/** Every member that is wrong, with what would be right. */
const CHECKS: Readonly<Record<string, readonly [(details: AppDetails) => boolean, string]>> = {
  title: [({ title }) => title === undefined || isPrintableName(title), '1 to 200 printable characters'],
  vendor: [({ vendor = '' }) => vendor === '' || isPrintableName(vendor), '1 to 200 printable characters'],
  description: [({ description }) => isDescription(description), 'up to 200 printable characters in each language'],
  logoUrl: [({ logoUrl }) => isAbsent(logoUrl) || isImageUrl(logoUrl), 'an https URL'],
  entryPoint: [({ entryPoint }) => isAbsent(entryPoint) || isEntryPoint(entryPoint), 'an https URL'],
};

/** @throws invalid_input naming every field that is wrong */
export function assertAppDetails(details: AppDetails): void {
  const wrong = Object.entries(CHECKS).filter(([, [isRight]]) => !isRight(details));
  if (wrong.length === 0) return;
  const fields = Object.fromEntries(wrong.map(([field, [, reason]]) => [field, reason]));
  throw invalidInput('the details of the app are not valid', { fields });
}

/** @throws invalid_input */
export function assertTechnicalName(name: string): void {
  if (!TECHNICAL_NAME.test(name)) throw invalidName('lower-case letters, digits, _ and -, 3 to 64 long');
}

/** An operator may give such names, a vendor may not. @throws invalid_input */
export function assertUnreservedName(name: string): void {
  if (RESERVED.has(name)) throw invalidName('this name is reserved');
}

function invalidName(reason: string): Error {
  return invalidInput('this is not a technical name for an app', { fields: { name: reason } });
}

function isAbsent(value: string | null | undefined): value is null | undefined {
  return value === undefined || value === null;
}

function isDescription(description: LocalizedText | undefined): boolean {
  const texts = [description?.en, description?.de].filter((text): text is string => Boolean(text));
  return texts.every(isPrintableName);
}

/** Shown on our pages: nothing that a browser would run, and nothing that ends an attribute. */
function isImageUrl(text: string): boolean {
  return text.length <= MAXIMUM_URL_LENGTH && /^https:\/\/[^\s"'<>\\]+$/.test(text) && URL.canParse(text);
}

/** People are sent there with a click: a web page and nothing that a browser would run, on https or on their own machine. */
function isEntryPoint(text: string): boolean {
  if (text.length > MAXIMUM_URL_LENGTH || !URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  const isLocal = protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return (protocol === 'https:' || isLocal) && username === '' && password === '';
}
