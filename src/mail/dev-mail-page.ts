import type { KeptMail } from './dev-mail.service.js';
import { Markup, markup, NOTHING } from './markup.js';

/** The styles of a mail stand on its elements, and its frame has the policy of the page around it (CSP Level 3 §4.2.3). */
export const DEV_MAIL_POLICY = [
  "default-src 'none'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

const STYLES = `body{margin:0 auto;max-width:960px;padding:24px 16px 48px;font:16px/1.5 system-ui,sans-serif;color:#1b1e22;background:#fff}
h1{font-size:24px;line-height:1.3;margin:0 0 8px;overflow-wrap:anywhere}h2{font-size:16px;margin:28px 0 8px}
p{margin:0 0 16px}a{color:#2349b0}.muted{color:#5b6168}
ol{list-style:none;margin:16px 0;padding:0;border-top:1px solid #e2e2de}li{border-bottom:1px solid #e2e2de}
li a{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,3fr) auto;gap:4px 16px;padding:12px 4px;color:inherit;text-decoration:none}
li a:hover,li a:focus-visible{background:#f3f3f1}li strong{font-weight:600;overflow-wrap:anywhere}li span{overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:4px 16px;margin:16px 0}dt{color:#5b6168}dd{margin:0;overflow-wrap:anywhere}
iframe{width:100%;height:720px;border:1px solid #d0d0cc;border-radius:6px;background:#f3f3f1}
pre{margin:0;padding:16px;border:1px solid #d0d0cc;border-radius:6px;background:#f9f9f7;white-space:pre-wrap;overflow-wrap:anywhere;font-size:14px}
@media(max-width:640px){li a{grid-template-columns:1fr}}`;

/** `root` is the path of the service, without a slash at the end. */
export function listPage(mails: readonly KeptMail[], root: string): string {
  const rows = mails.map(
    ({ id, to, subject, date }) => markup`<li><a href="${root}/dev/mail/${id}">
<span>${to.address}</span><strong>${subject}</strong><span class="muted">${shortMoment(date)}</span>
</a></li>`,
  );
  const none = markup`<p>There are none yet. Ask for a new password, or invite somebody.</p>`;
  return frame(
    'Mail',
    markup`<h1>Mail</h1>
<p class="muted">There is no SMTP_URL, so nothing is sent: what would have been stands here, for anyone who can reach this server, and not in production. <a href="${root}/dev/mail.json">As JSON</a></p>
${mails.length === 0 ? none : markup`<ol>${rows}</ol>`}`,
    root,
  );
}

export function mailPage({ to, from, subject, date, link, ...mail }: KeptMail, root: string): string {
  const opened =
    link === undefined ? NOTHING : markup`<dt>Link</dt><dd><a href="${link}" rel="noreferrer">${link}</a></dd>`;
  return frame(
    subject,
    markup`<p><a href="${root}/dev/mail">All mail</a></p>
<h1>${subject}</h1>
<dl><dt>From</dt><dd>${from.name ?? ''} &lt;${from.address}&gt;</dd>
<dt>To</dt><dd>${to.name ?? ''} &lt;${to.address}&gt;</dd>
<dt>Date</dt><dd>${shortMoment(date)}</dd>
${opened}</dl>
<h2>HTML</h2>
<iframe title="The mail as HTML" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${mail.html}"></iframe>
<h2>Text</h2>
<pre>${mail.text}</pre>`,
    root,
  );
}

function frame(title: string, body: Markup, root: string): string {
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · Latchkey</title>
<link rel="icon" type="image/svg+xml" href="${root}/assets/icon.svg">
<style>${new Markup(STYLES)}</style>
</head>
<body>
${body}
</body>
</html>
`;
  return page.html;
}

function shortMoment(moment: number): string {
  return new Date(moment).toISOString().slice(0, 19).replace('T', ' ');
}
