import { type Exchange, OpenApiContract } from './openapi.js';

const pet = {
  type: 'object',
  required: ['id', 'name'],
  properties: { id: { type: 'integer' }, name: { type: 'string' }, owner: { $ref: '#/components/schemas/Owner' } },
};
const owner = { type: 'object', properties: { email: { type: 'string', format: 'email' } } };
const page = { type: 'object', required: ['next'], properties: { next: { type: 'string' } } };
const refusal = { content: { 'application/problem+json': { schema: { type: 'object', required: ['code'] } } } };
const json = (schema: object): object => ({ content: { 'application/json': { schema } } });

const document = {
  openapi: '3.1.0',
  paths: {
    '/pets': {
      get: {
        responses: {
          200: json({
            allOf: [
              { $ref: '#/components/schemas/Page' },
              { type: 'object', properties: { items: { type: 'array', items: { $ref: '#/components/schemas/Pet' } } } },
            ],
          }),
        },
      },
      post: {
        responses: { 201: json({ $ref: '#/components/schemas/Pet' }), '4XX': { $ref: '#/components/responses/No' } },
      },
    },
    '/pets/{id}': {
      get: { responses: { 200: json({ $ref: '#/components/schemas/Pet' }) } },
      delete: { responses: { 204: {} } },
    },
    '/pets/mine': { get: { responses: { 200: { content: { 'text/html': { schema: { type: 'string' } } } } } } },
  },
  components: { schemas: { Pet: pet, Owner: owner, Page: page }, responses: { No: refusal } },
};

const contract = new OpenApiContract(document);
const rex = { id: 1, name: 'Rex' };
const get = (path: string, body: unknown, contentType = 'application/json; charset=utf-8'): Exchange => ({
  method: 'GET',
  path,
  status: 200,
  contentType,
  body,
});

describe('an exchange that keeps the contract', () => {
  it.each<[string, Exchange]>([
    ['a documented body', get('/pets/7?full=1', { ...rex, owner: { email: 'ann@example.org' } })],
    ['a composed body', get('/pets', { next: 'x', items: [rex] })],
    ['a fixed segment before a parameter', get('/pets/mine', '<p>Rex</p>', 'text/html')],
    [
      'a range of statuses',
      { method: 'post', path: '/pets', status: 409, contentType: 'application/problem+json', body: { code: 'x' } },
    ],
    ['no body where none is documented', { method: 'DELETE', path: '/pets/7', status: 204, body: '' }],
    ['HEAD like GET', { method: 'HEAD', path: '/pets/7', status: 200 }],
    ['a path that nobody takes, refused', { method: 'GET', path: '/cats', status: 404 }],
    ['a method that nobody takes, refused', { method: 'PUT', path: '/pets', status: 405 }],
  ])('%s', (_, exchange) => expect(contract.check(exchange)).toBeUndefined());
});

describe('an exchange that breaks the contract', () => {
  it.each<[string, Exchange, RegExp]>([
    ['an undocumented route', get('/cats', []), /^GET \/cats is not documented$/],
    ['an undocumented method', { method: 'PUT', path: '/pets', status: 200 }, /other methods only/],
    ['an undocumented status', { ...get('/pets/7', rex), status: 202 }, /answered 202, but only 200 is documented/],
    ['another media type', get('/pets/7', '<p>', 'text/html'), /text\/html where application\/json is documented/],
    ['no media type', { method: 'GET', path: '/pets/7', status: 200, body: rex }, /no media type/],
    ['a missing member', get('/pets/7', { id: 1 }), /must have required property 'name'/],
    ['a member of another type', get('/pets/7', { id: '1', name: 'Rex' }), /\/id must be integer/],
    [
      'a member that nobody documented',
      get('/pets/7', { ...rex, password: 'x' }),
      /unevaluated properties \(password\)/,
    ],
    ['the same further down', get('/pets/7', { ...rex, owner: { phone: '1' } }), /\/owner .*\(phone\)/],
    ['the same in a composition', get('/pets', { next: 'x', items: [], total: 1 }), /\(total\)/],
    ['a wrong format', get('/pets/7', { ...rex, owner: { email: 'ann' } }), /\/owner\/email must match format "email"/],
    [
      'a body where none is documented',
      { method: 'DELETE', path: '/pets/7', status: 204, body: 'x' },
      /undocumented body/,
    ],
  ])('%s', (_, exchange, sentence) => expect(contract.check(exchange)).toMatch(sentence));
});

describe('OpenAPI 3.0', () => {
  const age = { type: 'integer', minimum: 0, exclusiveMinimum: true, nullable: true };
  const old = new OpenApiContract({
    openapi: '3.0.3',
    paths: { '/age': { get: { responses: { 200: json({ type: 'object', properties: { age } }) } } } },
  });

  it('knows nullable', () => expect(old.check(get('/age', { age: null }))).toBeUndefined());
  it('knows an exclusive bound', () => expect(old.check(get('/age', { age: 0 }))).toMatch(/must be > 0/));
  it('keeps the type', () => expect(old.check(get('/age', { age: 'old' }))).toMatch(/must be integer/));
});
