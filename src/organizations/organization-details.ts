import { invalidInput } from '../core/errors.js';
import type { OrganizationChange } from './organization.js';

const COUNTRY_CODE = /^[A-Z]{2}$/;
const CURRENCY = /^[A-Z]{3}$/;
const BRAND_COLOR = /^#[0-9a-f]{6}$/i;
const KIND = /^[a-z][a-z0-9_]{1,63}$/;
const MAXIMUM_KINDS = 20;

/** Every member that is wrong, with what would be right. */
const CHECKS: Readonly<Record<string, readonly [(change: OrganizationChange) => boolean, string]>> = {
  countryCode: [
    ({ countryCode: text }) => isAbsent(text) || COUNTRY_CODE.test(text),
    'two capital letters (ISO 3166-1)',
  ],
  currency: [({ currency: text }) => isAbsent(text) || CURRENCY.test(text), 'three capital letters (ISO 4217)'],
  brandColor: [({ brandColor: text }) => isAbsent(text) || BRAND_COLOR.test(text), '#rrggbb'],
  logoUrl: [({ logoUrl: text }) => isAbsent(text) || isImageUrl(text), 'an https URL'],
  kinds: [
    ({ kinds = [] }) => kinds.length <= MAXIMUM_KINDS && kinds.every((kind) => KIND.test(kind)),
    'up to 20 lower-case words',
  ],
};

/** @throws invalid_input naming every field that is wrong */
export function assertDetails(change: OrganizationChange): void {
  const wrong = Object.entries(CHECKS).filter(([, [isRight]]) => !isRight(change));
  if (wrong.length === 0) return;
  const fields = Object.fromEntries(wrong.map(([field, [, reason]]) => [field, reason]));
  throw invalidInput('the details of the organization are not valid', { fields });
}

function isAbsent(value: string | null | undefined): value is null | undefined {
  return value === undefined || value === null;
}

/** Shown on pages and by apps: nothing that a browser would run, and nothing that ends an attribute. */
function isImageUrl(text: string): boolean {
  return text.length <= 2_048 && /^https:\/\/[^\s"'<>\\]+$/.test(text) && URL.canParse(text);
}
