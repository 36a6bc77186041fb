import { type Markup, markup, NOTHING } from './markup.js';
import type { Wording } from './wording.js';

/** All that is said in a letter, in the order in which it is read. */
export interface LetterContent extends Wording {
  readonly locale: string;
  readonly brand: string;
  /** `#rrggbb`. */
  readonly colour: string;
  readonly greeting: string;
  readonly link?: string;
  /** How long the link can be used. */
  readonly validity?: string;
  readonly fallback: string;
  readonly footer: string;
}

/** The letter without any markup, for who reads it so. */
export function plainLetter({ brand, greeting, lines, facts = [], ...rest }: LetterContent): string {
  const { link, button, validity, otherwise, footer } = rest;
  const paragraphs = [
    greeting,
    ...lines,
    ...(facts.length > 0 ? [facts.map(([label, value]) => `${label}: ${value}`).join('\n')] : []),
    ...(link === undefined ? [] : [`${button}:\n${link}`]),
    ...(validity === undefined ? [] : [validity]),
    otherwise,
    `-- \n${brand}\n${footer}`,
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const INK = '#1b1e22';
const MUTED = '#5b6168';
const PARAGRAPH = `margin:0 0 16px;${FONT};font-size:16px;line-height:24px;color:${INK};word-break:break-word`;
const SMALL = `margin:0 0 12px;${FONT};font-size:14px;line-height:21px;color:${MUTED}`;

/**
 * Tables and inlined styles: what mail programs show alike. Nothing is loaded from anywhere, so that nobody learns when it is read.
 */
export function htmlLetter(content: LetterContent): string {
  const { locale, brand, colour, heading, subject, lines } = content;
  const page = markup`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title>${subject}</title>
</head>
<body style="margin:0;padding:0;background-color:#f3f3f1;-webkit-text-size-adjust:100%">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${lines[0] ?? ''}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#f3f3f1" style="background-color:#f3f3f1">
<tr><td align="center" style="padding:32px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px">
<tr><td style="padding:0 4px 16px;${FONT};font-size:17px;line-height:24px;font-weight:600;color:${INK};word-break:break-word">${brand}</td></tr>
<tr><td bgcolor="#ffffff" style="background-color:#ffffff;border:1px solid #e2e2de;border-top:4px solid ${accent(colour)};border-radius:8px;padding:32px 28px 20px">
<h1 style="margin:0 0 20px;${FONT};font-size:24px;line-height:31px;font-weight:650;color:${INK};word-break:break-word">${heading}</h1>
${story(content)}
</td></tr>
<tr><td style="padding:18px 4px 0;${FONT};font-size:13px;line-height:20px;color:${MUTED};word-break:break-word">${content.footer}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
  return page.html;
}

function story({ greeting, lines, facts = [], link, validity, otherwise, ...rest }: LetterContent): Markup {
  return markup`<p style="${PARAGRAPH}">${greeting}</p>
${lines.map((line) => markup`<p style="${PARAGRAPH}">${line}</p>`)}
${facts.length === 0 ? NOTHING : factTable(facts)}
${link === undefined ? NOTHING : linkButton(link, rest)}
${validity === undefined ? NOTHING : markup`<p style="${SMALL}">${validity}</p>`}
<p style="${SMALL}">${otherwise}</p>
${link === undefined ? NOTHING : linkInFull(link, rest.fallback)}`;
}

function factTable(facts: readonly (readonly [string, string])[]): Markup {
  const cell = `padding:5px 0;${FONT};font-size:15px;line-height:22px;vertical-align:top`;
  const rows = facts.map(
    ([label, value]) => markup`<tr>
<td style="${cell};padding-right:20px;color:${MUTED}">${label}</td>
<td style="${cell};color:${INK};word-break:break-word">${value}</td>
</tr>`,
  );
  return markup`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 18px">${rows}</table>`;
}

function linkButton(link: string, { button, colour }: Pick<LetterContent, 'button' | 'colour'>): Markup {
  const [face, ink] = [accent(colour), inkOn(accent(colour))];
  const edge = luminance(face) > 0.8 ? MUTED : face;
  return markup`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 24px">
<tr><td bgcolor="${face}" style="background-color:${face};border:1px solid ${edge};border-radius:6px;text-align:center">
<a href="${link}" target="_blank" rel="noopener noreferrer" style="display:inline-block;padding:12px 26px;${FONT};font-size:16px;line-height:22px;font-weight:600;color:${ink};text-decoration:none">${button}</a>
</td></tr>
</table>`;
}

/** What can be copied, and be looked at before it is followed. */
function linkInFull(link: string, fallback: string): Markup {
  return markup`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="table-layout:fixed;border-top:1px solid #e2e2de;margin-top:20px">
<tr><td style="padding-top:16px;${FONT};font-size:13px;line-height:20px;color:${MUTED};word-break:break-all;overflow-wrap:anywhere">
<span style="word-break:normal">${fallback}</span><br>
<a href="${link}" target="_blank" rel="noopener noreferrer" style="color:${MUTED}">${link}</a>
</td></tr>
</table>`;
}

/** Only a colour that was parsed here gets into a style. */
function accent(colour: string): string {
  return /^#[0-9a-f]{6}$/i.test(colour) ? colour : '#2f5bd3';
}

/** White, or black where that can be read better (WCAG 2.2 §1.4.3). */
function inkOn(colour: string): string {
  return luminance(colour) > 0.179 ? '#10130f' : '#ffffff';
}

/** WCAG 2.2, "relative luminance". */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
