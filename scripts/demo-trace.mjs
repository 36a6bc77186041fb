// Tells of every request and answer of the tour: readable, coloured where a person reads, and with secrets cut short.
const hasColours = process.env.FORCE_COLOR ? true : process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code) => (text) => (hasColours ? `\x1b[${code}m${text}\x1b[0m` : text);
export const [bold, dim, green, red, cyan, yellow] = [1, 2, 32, 31, 36, 33].map(paint);

const secrets = new Set([
  ...['access_token', 'refresh_token', 'id_token', 'token', 'code', 'code_verifier', 'client_secret'],
  ...['password', 'csrf', 'request'],
]);
const longest = 96;

const short = (text) => (text.length > longest ? `${text.slice(0, longest)}…` : text);
const shortSecret = (name, text) => (name === 'password' ? '•'.repeat(8) : `${text.slice(0, 12)}…`);
const shown = (name, value) => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return secrets.has(name) && typeof value === 'string' ? shortSecret(name, text) : short(text);
};

const line = (text) => console.log(`     ${text}`);
const pair = ([name, value]) => line(`${dim(`${name}:`)} ${shown(name, value)}`);

const withoutQuery = ({ origin, pathname }) => `${origin}${pathname}`;

/** Basic is an id and a secret; of both only the id is anybody's business. */
const describeAuthorization = (value) => {
  const [scheme, credential = ''] = value.split(' ');
  const isBasic = scheme.toLowerCase() === 'basic';
  const [id] = isBasic ? Buffer.from(credential, 'base64').toString().split(':') : [];
  return isBasic ? `Basic ${decodeURIComponent(id)}:…` : `${scheme} ${credential.slice(0, 12)}…`;
};

const tellRequest = (url, { method = 'GET', headers, body }) => {
  console.log(`   ${cyan('→')} ${cyan(bold(method))} ${withoutQuery(url)}`);
  const authorization = new Headers(headers).get('authorization');
  if (authorization) line(`${dim('authorization:')} ${describeAuthorization(authorization)}`);
  for (const each of url.searchParams) pair(each);
  for (const each of new URLSearchParams(body ? String(body) : '')) pair(each);
};

const tellBody = (type, text) => {
  if (text === '') return;
  if (!type.includes('json')) return line(dim(`a page: ${/<title>([^<]*)/.exec(text)?.[1] ?? type}`));
  const members = Object.entries(JSON.parse(text));
  const visible = members.length > 16 ? members.slice(0, 8) : members;
  visible.forEach(pair);
  if (visible.length < members.length) line(dim(`and ${members.length - visible.length} more`));
};

const tellAnswer = (response, text) => {
  const location = response.headers.get('location');
  const colour = response.status < 400 ? green : yellow;
  console.log(`   ${colour('←')} ${colour(`${response.status} ${response.statusText}`)}`);
  if (!location) return tellBody(response.headers.get('content-type') ?? '', text);
  const target = new URL(location, response.url);
  line(`${dim('location:')} ${withoutQuery(target)}`);
  for (const each of target.searchParams) pair(each);
};

/** `fetch` that tells what it does. The client library and the browser both go through it. */
export const tracedFetch = async (url, init = {}) => {
  tellRequest(new URL(url), init);
  const response = await fetch(url, init);
  tellAnswer(response, await response.clone().text());
  return response;
};
