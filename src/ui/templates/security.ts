const desktop = `<svg viewBox="0 0 20 20" aria-hidden="true" focusable="false"><g fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"><rect x="2.5" y="3.5" width="15" height="10" rx="1.75"/><path d="M7 17h6M10 13.5V17"/></g></svg>`;

const phone = `<svg viewBox="0 0 20 20" aria-hidden="true" focusable="false"><g fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"><rect x="5.5" y="2" width="9" height="16" rx="2"/><path d="M9 15h2"/></g></svg>`;

const check = `<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" d="m3.5 8.5 3 3 6-7"/></svg>`;

/** The sections of the list, each in a panel. `it.section`, `it.message` and `it.shown` are a section's own. */
export const security = `<% const t = it.frame.texts.security, v = it.view %>
<% layout('@layout', { title: t.title, wide: true }) %>
<h1><%= t.title %></h1>
<p class="lead"><%= t.lead %></p>
<% if (v.notice) { %><p class="notice" role="status">${check}<span><%= v.notice %></span></p><% } %>
<div class="account">
<nav class="sections" aria-label="<%= t.navigation %>">
<% v.panels.forEach((panel) => { %><a href="#<%= panel.id %>"><%= panel.title %></a>
<% }) %>
</nav>
<div class="panels">
<% v.panels.forEach((panel) => { %>
<section class="panel" id="<%= panel.id %>" aria-labelledby="<%= panel.id %>-title">
<div class="panel-head"><h2 id="<%= panel.id %>-title"><%= panel.title %></h2></div>
<%~ include('@' + panel.template, { ...it, section: panel.content, message: panel.message, shown: panel.shown }) %>
</section>
<% }) %>
</div>
</div>
`;

const securityPassword = `<% const t = it.frame.texts, s = it.section %>
<p class="panel-lead"><%= t.security.password.lead %></p>
<% if (it.message) { %><%~ include('@alert', it) %><% } %>
<form method="post" action="<%= s.action %>">
<%~ include('@csrf', it) %>
<input class="off" type="email" autocomplete="username" value="<%= s.email %>" readonly tabindex="-1" aria-hidden="true">
<div class="field">
<label for="current-password"><%= t.fields.currentPassword %></label>
<input id="current-password" name="current_password" type="password" autocomplete="current-password" required<%~ it.message ? ' aria-describedby="error" autofocus' : '' %>>
</div>
<div class="field">
<label for="new-password"><%= t.fields.newPassword %></label>
<input id="new-password" name="password" type="password" autocomplete="new-password" required minlength="<%= it.frame.passwordMinimum %>" aria-describedby="new-password-hint">
<p class="hint" id="new-password-hint"><%= t.fields.passwordHint(it.frame.passwordMinimum) %></p>
</div>
<button class="button primary fit" type="submit"><%= t.security.password.save %></button>
</form>
`;

const securitySessions = `<% const t = it.frame.texts.security.sessions, sessions = it.section.sessions %>
<p class="panel-lead"><%= t.lead %></p>
<ul class="rows">
<% sessions.forEach((session) => { %>
<li>
<span class="device"><% if (session.isPhone) { %>${phone}<% } else { %>${desktop}<% } %></span>
<div class="row-text">
<strong><%= session.device %><% if (session.current) { %> <span class="badge good"><%= t.current %></span><% } %></strong>
<span class="muted"><% if (!session.current) { %><%= t.lastSeen %> <%~ include('@moment', { moment: session.lastSeen }) %> · <% } %><%= t.since %> <%~ include('@moment', { moment: session.since }) %> · <span class="break"><%= session.address %></span></span>
</div>
<% if (!session.current) { %>
<form method="post" action="<%= session.endAction %>"><%~ include('@csrf', it) %><button class="button quiet small" type="submit" aria-label="<%= t.endOf(session.device) %>"><%= t.end %></button></form>
<% } %>
</li>
<% }) %>
</ul>
<% if (sessions.length > 1) { %>
<form method="post" action="<%= it.section.endOthers %>"><%~ include('@csrf', it) %><button class="button fit" type="submit"><%= t.endOthers %></button></form>
<% } else { %><p class="hint"><%= t.only %></p><% } %>
`;

const securityActivity = `<% const t = it.frame.texts.security.activity, rows = it.section.rows %>
<p class="panel-lead"><%= t.lead %></p>
<% if (rows.length === 0) { %><p class="empty"><%= t.none %></p><% } else { %>
<ol class="activity">
<% rows.forEach((row) => { %>
<li<%~ row.isAlarming ? ' class="alarming"' : '' %>><span class="activity-text"><%= row.text %></span>
<span class="muted"><%~ include('@moment', { moment: row.when }) %><% if (row.device) { %> · <%= row.device %><% } %><% if (row.address) { %> · <span class="break"><%= row.address %></span><% } %></span></li>
<% }) %>
</ol>
<% } %>
`;

export const SECURITY_PARTIALS: Readonly<Record<string, string>> = {
  'security-password': securityPassword,
  'security-sessions': securitySessions,
  'security-activity': securityActivity,
};
