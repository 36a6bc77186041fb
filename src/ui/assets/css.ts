/** Marks a template string as a stylesheet, for formatters and editors; takes no values. */
export function css(text: TemplateStringsArray): string {
  return text.join('');
}
