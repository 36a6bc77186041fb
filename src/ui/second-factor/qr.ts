import { renderSVG } from 'uqr';

/** The quiet zone around it, in modules (ISO/IEC 18004 §5.3.8). */
const BORDER = 4;

/** A picture of a text, as inline SVG: it holds squares and nothing of the text itself. */
export function qrOf(text: string): string {
  return renderSVG(text, { ecc: 'M', border: BORDER });
}
