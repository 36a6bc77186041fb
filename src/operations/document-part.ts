import type { OpenAPIObject } from '@nestjs/swagger';

/** Which paths, and whose: `/{instance}/auth/v1` of `https://id.example/demo/auth/v1`. */
export interface DocumentPart {
  readonly beginning: string;
  readonly server: string;
  readonly title: string;
  readonly description: string;
}

/** The security scheme whose URLs are the default instance's. */
const SIGN_IN = 'person';

const REFERENCE = /"\$ref":"#\/components\/schemas\/([^"]+)"/g;

/** A description of some paths out of that of all, complete in itself: the paths begin at the server, and nothing is left that they do not use. */
export function documentPart(whole: OpenAPIObject, part: DocumentPart): OpenAPIObject {
  const paths = Object.fromEntries(
    Object.entries(whole.paths)
      .filter(([path]) => path === part.beginning || path.startsWith(`${part.beginning}/`))
      .map(([path, item]) => [
        path.slice(part.beginning.length) || '/',
        withoutInstance(item as Readonly<Record<string, Operation>>),
      ]),
  );
  const text = JSON.stringify(paths);
  const tags = (whole.tags ?? []).filter(({ name }) => text.includes(`"tags":[${JSON.stringify(name)}]`));
  return {
    openapi: whole.openapi,
    info: { ...whole.info, title: part.title, description: part.description },
    servers: [{ url: part.server }],
    tags,
    paths,
    components: componentsOf(whole, text),
  };
}

interface Operation {
  readonly parameters?: readonly { readonly name?: string; readonly in?: string }[];
  readonly security?: readonly Readonly<Record<string, unknown>>[];
}

// The server's URL names the instance already; signing in through an app is described with the URLs of another one.
function withoutInstance(item: Readonly<Record<string, Operation>>): Record<string, never> {
  const operations = Object.entries(item).map(([method, { parameters = [], security, ...rest }]) => {
    const kept = parameters.filter((one) => one.name !== 'instance' || one.in !== 'path');
    const schemes = security?.filter((scheme) => !(SIGN_IN in scheme));
    return [method, { ...rest, parameters: kept, ...(schemes && { security: schemes }) }];
  });
  return Object.fromEntries(operations) as Record<string, never>;
}

function componentsOf({ components = {} }: OpenAPIObject, text: string): NonNullable<OpenAPIObject['components']> {
  const { schemas = {}, securitySchemes = {} } = components;
  const used = new Set<string>();
  let unread = text;
  while (unread !== '') {
    const names = [...unread.matchAll(REFERENCE)].map(([, name = '']) => name).filter((name) => !used.has(name));
    names.forEach((name) => used.add(name));
    unread = names.map((name) => JSON.stringify(schemas[name])).join('');
  }
  const isNamed = (name: string): boolean => text.includes(`{"${name}":[`);
  return {
    schemas: Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name))),
    securitySchemes: Object.fromEntries(Object.entries(securitySchemes).filter(([name]) => isNamed(name))),
  };
}
