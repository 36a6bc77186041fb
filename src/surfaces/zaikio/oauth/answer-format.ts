import type { OAuthError } from '../../../platform/http/oauth-error.filter.js';
import type { RequestContext } from '../../../platform/index.js';
import type { AccessTokenDto } from './access-token.dto.js';

export interface AnswerFormat {
  readonly mediaTypes: readonly string[];
  write(answer: AccessTokenDto): string;
  writeError(error: OAuthError): string;
}

const JSON_FORMAT: AnswerFormat = {
  mediaTypes: ['application/json'],
  write: (answer) => JSON.stringify(answer),
  writeError: (error) => JSON.stringify(error),
};

const XML_FORMAT: AnswerFormat = {
  mediaTypes: ['application/xml', 'text/xml'],
  write: xmlOf,
  writeError: xmlOf,
};

const TEXT_FORMAT: AnswerFormat = {
  mediaTypes: ['text/plain'],
  write: ({ access_token, token_type }) => new URLSearchParams({ access_token, token_type }).toString(),
  writeError: ({ error, error_description: description }) => `${error}\n${description}`,
};

const FORMATS = [JSON_FORMAT, XML_FORMAT, TEXT_FORMAT];
const LONGEST_ACCEPT = 512;

/** What is read after `Accept` (RFC 9110 §12.5.1): JSON where nothing, anything or nothing of ours is wanted. */
export function formatFor({ path, headers }: Pick<RequestContext, 'path' | 'headers'>): {
  readonly format: AnswerFormat;
  readonly mediaType: string;
} {
  const wanted = path.endsWith('.json') ? [] : mediaTypesIn(headers.accept);
  const found = wanted.map(formatOf).find((format) => format !== undefined) ?? JSON_FORMAT;
  const named = wanted.find((type) => found.mediaTypes.includes(type));
  return { format: found, mediaType: `${named ?? found.mediaTypes[0] ?? ''}; charset=utf-8` };
}

function formatOf(mediaType: string): AnswerFormat | undefined {
  if (mediaType === '*/*') return JSON_FORMAT;
  return FORMATS.find(({ mediaTypes }) => mediaTypes.includes(mediaType));
}

/** Best first; those of one quality as they were sent. */
function mediaTypesIn(accept = ''): string[] {
  return accept
    .slice(0, LONGEST_ACCEPT)
    .toLowerCase()
    .split(',')
    .map((range) => {
      const [mediaType = '', ...parameters] = range.split(';').map((part) => part.trim());
      const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
      return { mediaType, quality: Number.isNaN(quality) ? 0 : quality };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ mediaType }) => mediaType);
}

function xmlOf(answer: object): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('OAuth', answer)}\n`;
}

/** Absent members are left out, as JSON does. */
function element(name: string, value: unknown): string {
  return value === undefined ? '' : `<${name}>${contentOf(name, value)}</${name}>`;
}

/** The members of a list are named after it: `<roles><role>…</role></roles>`. */
function contentOf(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((member: unknown) => element(name.replace(/s$/, ''), member)).join('');
  if (typeof value !== 'object' || value === null) return escaped(String(value));
  return Object.entries(value)
    .map(([child, member]) => element(child, member))
    .join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
