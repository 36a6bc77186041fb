export const organizationApps = `<% const t = it.frame.texts.organizationApps, v = it.view %>
<% layout('@layout', { title: t.title(v.head.name), wide: true }) %>
<%~ include('@org-head', { ...it, head: v.head }) %>
<%~ include('@org-notice', { ...it, notice: v.notice }) %>
<div class="account">
<%~ include('@org-nav', { ...it, head: v.head, current: 'apps' }) %>
<div class="panels">
<%~ include('@organization-apps-installed', it) %>
<% if (v.browse) { %><%~ include('@organization-apps-browse', it) %><% } %>
</div>
</div>
`;

export const organizationAppsInstalled = `<% const t = it.frame.texts.organizationApps, v = it.view %>
<section class="panel" id="installed" aria-labelledby="installed-title">
<div class="panel-head"><h2 id="installed-title"><%= t.installed %></h2><p><%= t.lead %></p></div>
<% if (v.problem) { %><%~ include('@alert', { ...it, message: it.frame.texts.organizations.errors[v.problem.error] }) %><% } %>
<% if (v.installed.length === 0) { %><p class="empty"><%= t.none %></p><% } else { %>
<ul class="rows people">
<% v.installed.forEach((app) => { %>
<li>
<span class="monogram" aria-hidden="true"><%= [...app.title][0] %></span>
<div class="row-text">
<strong><%= app.title %><% if (app.disabled) { %> <span class="badge bad"><%= t.disabled %></span><% } %></strong>
<span class="muted"><% if (app.vendor) { %><%= app.vendor %> · <% } %><%= t.since %> <%~ include('@moment', { moment: app.since }) %> · <%= t.version(app.version) %></span>
<% if (app.granted.length === 0) { %><span class="muted"><%= t.mayNothing %></span><% } else { %>
<p class="granted-lead"><%= t.mayDo %></p>
<ul class="granted"><% app.granted.forEach((sentence) => { %><li><%= sentence %></li><% }) %></ul>
<% } %>
</div>
<div class="row-actions">
<% if (app.launchHref) { %><a class="button quiet small" rel="noopener" href="<%= app.launchHref %>" aria-label="<%= t.openOf(app.title) %>"><%= t.open %></a><% } %>
<% if (app.uninstallAction) { %>
<%~ include('@confirm', { ...it, label: t.uninstall, aria: t.uninstallOf(app.title), lead: t.uninstallLead(app.title), action: app.uninstallAction, confirm: t.uninstallConfirm, danger: true }) %>
<% } %>
</div>
<% if (app.approveAction) { %>
<form class="waiting" method="post" action="<%= app.approveAction %>">
<%~ include('@csrf', it) %>
<fieldset class="scopes"><legend><%= t.waiting(app.title) %></legend>
<div class="scope-list">
<% app.waiting.forEach((scope, index) => { %>
<label class="scope" for="waiting-<%= app.id %>-<%= index %>"><input id="waiting-<%= app.id %>-<%= index %>" type="checkbox" name="scope" value="<%= scope.name %>"><span><%= scope.sentence %></span></label>
<% }) %>
</div></fieldset>
<button class="button small primary" type="submit"><%= t.approve %></button>
</form>
<% } %>
</li>
<% }) %>
</ul>
<% } %>
</section>
`;

export const organizationAppsBrowse = `<% const t = it.frame.texts.organizationApps.browse, b = it.view.browse %>
<section class="panel" id="browse" aria-labelledby="browse-title">
<div class="panel-head"><h2 id="browse-title"><%= t.title %></h2><p><%= t.lead %></p></div>
<form class="search" method="get" action="<%= b.action %>#browse" role="search">
<label class="off" for="query"><%= t.search %></label>
<input id="query" name="query" type="search" maxlength="100" placeholder="<%= t.search %>" value="<%= b.query %>">
<button class="button fit" type="submit"><%= t.submit %></button>
</form>
<% if (b.apps.length === 0) { %><p class="empty"><%= t.none %></p><% } else { %>
<ul class="rows">
<% b.apps.forEach((app) => { %>
<li>
<span class="monogram" aria-hidden="true"><%= [...app.title][0] %></span>
<div class="row-text">
<strong><%= app.title %><% if (app.own) { %> <span class="badge"><%= t.ownApp %></span><% } %></strong>
<% if (app.vendor) { %><span class="muted"><%= app.vendor %></span><% } %>
<% if (app.description) { %><p class="about"><%= app.description %></p><% } %>
</div>
<div class="row-actions"><% if (app.installHref) { %><a class="button small" href="<%= app.installHref %>" aria-label="<%= t.installOf(app.title) %>"><%= t.install %></a><% } else { %><span class="badge good"><%= t.installed %></span><% } %></div>
</li>
<% }) %>
</ul>
<% } %>
<%~ include('@paging', { ...it, paging: b.paging }) %>
</section>
`;

export const appInstall = `<% const texts = it.frame.texts, t = texts.organizationApps.install, v = it.view, title = t.title(v.app.title, v.organization) %>
<% layout('@layout', { title }) %>
<section class="card">
<div class="app-head">
<span class="monogram large" aria-hidden="true"><%= [...v.app.title][0] %></span>
<div><strong><%= v.app.title %></strong><% if (v.app.vendor) { %><span class="muted"><%= texts.consent.by(v.app.vendor) %></span><% } %></div>
</div>
<h1><%= title %></h1>
<% if (v.app.description) { %><p class="lead"><%= v.app.description %></p><% } %>
<% if (v.error) { %><%~ include('@alert', { ...it, message: texts.organizations.errors[v.error] }) %><% } %>
<form method="post" action="<%= v.action %>">
<%~ include('@csrf', it) %>
<fieldset class="scopes">
<legend><%= t.lead(v.app.title) %></legend>
<div class="scope-list">
<% v.scopes.forEach((scope, index) => { %>
<label class="scope" for="scope-<%= index %>"><input id="scope-<%= index %>" type="checkbox" name="scope" value="<%= scope.name %>" checked><span><%= scope.sentence %></span></label>
<% }) %>
<% if (v.scopes.length === 0) { %><div class="scope"><span><%= t.nothingAsked %></span></div><% } %>
</div>
</fieldset>
<p class="hint"><% if (v.scopes.length > 0) { %><%= t.choose %> <% } %><%= t.withdrawHint %></p>
<div class="choice">
<button class="button" type="submit" name="decision" value="deny"><%= t.deny %></button>
<button class="button primary" type="submit" name="decision" value="allow"><%= t.allow %></button>
</div>
</form>
<div class="aside">
<p><%= texts.frame.signedInAs %> <strong><%= v.person.email %></strong></p>
<% if (v.nextOrigin) { %><p class="muted break"><%= t.next(v.nextOrigin) %></p><% } %>
</div>
</section>
`;
