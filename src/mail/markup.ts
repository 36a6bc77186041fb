const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** HTML that was put together here. */
export class Markup {
  constructor(readonly html: string) {}
}

type Part = string | Markup | readonly Markup[];

/** markup`<p>${text}</p>`: whatever is not markup already is escaped, for content and for quoted attributes alike. */
export function markup(pieces: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(
    pieces.map((piece, index) => piece + (index < parts.length ? rendered(parts[index] ?? '') : '')).join(''),
  );
}

export const NOTHING = new Markup('');

function rendered(part: Part): string {
  if (typeof part === 'string') return part.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
  return part instanceof Markup ? part.html : part.map((one) => one.html).join('');
}
