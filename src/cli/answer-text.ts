/** Members that are in no other answer, ever. */
const SHOWN_ONCE: ReadonlySet<string> = new Set(['client_secret']);

/** The answer for people: a line for each member, a paragraph for each element of a list of objects. */
export function readable(answer: object): string {
  const members = Object.entries(answer).filter(([, value]) => value !== undefined && value !== null);
  const width = Math.max(0, ...members.map(([name]) => name.length));
  return members.map(([name, value]) => memberText(name.padEnd(width), value)).join('\n');
}

function memberText(label: string, value: unknown): string {
  if (Array.isArray(value) && value.some((element) => typeof element === 'object')) {
    return value.map((element: object) => readable(element)).join('\n\n');
  }
  const text = Array.isArray(value) ? value.join(' ') : String(value);
  return `${label}  ${text}${SHOWN_ONCE.has(label.trim()) ? '   (shown this once: keep it now)' : ''}`;
}
