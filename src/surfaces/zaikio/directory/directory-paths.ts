const ROOT = 'api/v1';

/** A path of the directory and its other spelling: its clients are used to naming the format. */
export function at(path: string): string[] {
  return [`${ROOT}/${path}`, `${ROOT}/${path}.json`];
}

/** One that ends in an id, from which `readId` takes the format off. */
export function atId(path: string): string {
  return `${ROOT}/${path}/:id`;
}

export function readId(text: string): string {
  return text.replace(/\.json$/, '');
}
