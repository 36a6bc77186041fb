/** Red, green, blue: 0 to 255. */
type Colour = readonly [number, number, number];

const WHITE: Colour = [255, 255, 255];
const INK: Colour = [10, 14, 14];
/** The surface of the dark theme, as in the stylesheet. */
const DARK: Colour = [21, 23, 26];

/** WCAG 2.2 §1.4.3 for text, §1.4.11 for the outline of a control. */
const TEXT_CONTRAST = 4.5;
const CONTROL_CONTRAST = 3;

export const DEFAULT_ACCENT = '#2f5bd3';
const HEX = /^#[0-9a-f]{6}$/i;

/** Only a colour that was parsed here reaches the stylesheet, so a setting can not add a rule to it. */
function parseColour(text: string): Colour {
  const hex = parseInt((HEX.test(text) ? text : DEFAULT_ACCENT).slice(1), 16);
  return [hex >> 16, (hex >> 8) & 0xff, hex & 0xff];
}

function formatColour(colour: Colour): string {
  return '#' + colour.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('');
}

/** WCAG 2.2, "relative luminance". */
function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

function contrast(one: Colour, other: Colour): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

/** Hue and saturation kept, lightness (0 to 1) replaced: CSS Color 4 §7. */
function withLightness(colour: Colour, lightness: number): Colour {
  const [high, low] = [Math.max(...colour) / 255, Math.min(...colour) / 255];
  const before = (high + low) / 2;
  const saturation = high === low ? 0 : (high - low) / (1 - Math.abs(2 * before - 1));
  const chroma = saturation * (1 - Math.abs(2 * lightness - 1));
  const scale = (channel: number): number =>
    high === low ? lightness : lightness + ((channel / 255 - before) * chroma) / (high - low);
  return [scale(colour[0]) * 255, scale(colour[1]) * 255, scale(colour[2]) * 255];
}

/** The colour itself, or made darker or lighter in small steps until it can be read on the background. */
function readable(colour: Colour, on: { background: Colour; contrast: number }): Colour {
  const before = (Math.max(...colour) + Math.min(...colour)) / 510;
  const target = luminance(on.background) > 0.5 ? 0 : 1;
  const steps = Array.from({ length: 51 }, (_, step) => before + ((target - before) * step) / 50);
  const candidates = [colour, ...steps.map((lightness) => withLightness(colour, lightness))];
  return candidates.find((candidate) => contrast(candidate, on.background) >= on.contrast) ?? WHITE;
}

function variables(accent: Colour, text: Colour): string {
  const ink = contrast(WHITE, accent) >= contrast(INK, accent) ? WHITE : INK;
  return `--accent:${formatColour(accent)};--accent-ink:${formatColour(ink)};--accent-text:${formatColour(text)}`;
}

/** The accent (`#rrggbb`) as CSS variables for both themes, each legible whatever colour an instance has chosen. */
export function brandingStylesheet(colour: string): string {
  const accent = parseColour(colour);
  const light = variables(
    readable(accent, { background: WHITE, contrast: CONTROL_CONTRAST }),
    readable(accent, { background: WHITE, contrast: TEXT_CONTRAST }),
  );
  const dark = variables(
    readable(accent, { background: DARK, contrast: CONTROL_CONTRAST }),
    readable(accent, { background: DARK, contrast: TEXT_CONTRAST + 2 }),
  );
  return `:root{${light}}@media (prefers-color-scheme:dark){:root{${dark}}}\n`;
}
