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
