const MAXIMUM_LENGTH = 2_048;

/** An http or https URL, at most 2,048 characters, without credentials, spaces or what could end an attribute. */
export function isAvatarUrl(text: string): boolean {
  if (text.length > MAXIMUM_LENGTH || !/^https?:\/\/[^\s"'<>\\]+$/i.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}
