const desktop = `<svg viewBox="0 0 20 20" aria-hidden="true" focusable="false"><g fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"><rect x="2.5" y="3.5" width="15" height="10" rx="1.75"/><path d="M7 17h6M10 13.5V17"/></g></svg>`;

const phone = `<svg viewBox="0 0 20 20" aria-hidden="true" focusable="false"><g fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"><rect x="5.5" y="2" width="9" height="16" rx="2"/><path d="M9 15h2"/></g></svg>`;

export const accountSessions = `<% const t = it.frame.texts.account.sessions, sessions = it.view.sessions %>
<section class="panel" id="sessions" aria-labelledby="sessions-title">
<div class="panel-head"><h2 id="sessions-title"><%= t.title %></h2><p><%= t.lead %></p></div>
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
<form method="post" action="<%= it.view.actions.endOthers %>"><%~ include('@csrf', it) %><button class="button fit" type="submit"><%= t.endOthers %></button></form>
<% } else { %><p class="hint"><%= t.only %></p><% } %>
</section>
`;

export const accountApps = `<% const t = it.frame.texts.account.apps, apps = it.view.apps %>
<section class="panel" id="apps" aria-labelledby="apps-title">
<div class="panel-head"><h2 id="apps-title"><%= t.title %></h2><p><%= t.lead %></p></div>
<% if (apps.length === 0) { %><p class="empty"><%= t.none %></p><% } else { %>
<ul class="rows">
<% apps.forEach((app) => { %>
<li>
<span class="monogram" aria-hidden="true"><%= [...app.name][0] %></span>
<div class="row-text">
<strong><%= app.name %></strong>
<span class="muted"><% if (app.vendor) { %><%= app.vendor %> · <% } %><%= t.since %> <%~ include('@moment', { moment: app.since }) %></span>
<ul class="granted"><% app.sentences.forEach((sentence) => { %><li><%= sentence %></li><% }) %></ul>
</div>
<form method="post" action="<%= app.withdrawAction %>"><%~ include('@csrf', it) %><button class="button quiet small" type="submit" aria-label="<%= t.withdrawFrom(app.name) %>"><%= t.withdraw %></button></form>
</li>
<% }) %>
</ul>
<% } %>
</section>
`;
