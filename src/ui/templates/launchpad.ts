/** An app's own picture would tell its vendor who looks at the page: a letter stands for it. */
export const launchpad = `<% const t = it.frame.texts.launchpad, v = it.view %>
<% layout('@layout', { title: t.title, wide: true }) %>
<h1><%= t.title %></h1>
<p class="lead"><%= t.lead %></p>
<% if (v.organizations.length === 0) { %>
<p class="empty"><%= t.noOrganizations %></p>
<div class="actions"><a class="button primary fit" href="<%= it.frame.paths.organizations %>"><%= it.frame.texts.navigation.organizations %></a></div>
<% } %>
<% if (v.organizations.length > 1) { %>
<nav class="jump" aria-label="<%= t.label %>">
<% v.organizations.forEach((organization) => { %><a href="#org-<%= organization.id %>"><%= organization.name %></a><% }) %>
</nav>
<% } %>
<% v.organizations.forEach((organization) => { %>
<section class="launch" id="org-<%= organization.id %>" aria-labelledby="title-<%= organization.id %>">
<div class="launch-head"><h2 id="title-<%= organization.id %>"><%= organization.name %></h2>
<% if (organization.suspended) { %><span class="badge bad"><%= it.frame.texts.organizations.suspended %></span><% } %>
<% if (organization.browseHref) { %><a href="<%= organization.browseHref %>"><%= t.findApps %></a><% } %></div>
<% if (organization.suspended) { %><p class="hint"><%= t.suspended %></p><% } %>
<% if (organization.apps.length === 0 && !organization.suspended) { %><p class="empty"><%= t.noApps %></p><% } else if (organization.apps.length > 0) { %>
<ul class="launch-tiles">
<% organization.apps.forEach((app) => { %>
<li><% if (app.href) { %><a class="tile" rel="noopener" href="<%= app.href %>"><% } else { %><div class="tile"><% } %>
<span class="monogram large" aria-hidden="true"><%= [...app.title][0] %></span>
<span class="tile-text"><strong><%= app.title %></strong>
<span class="muted"><% if (app.disabled) { %><%= t.unavailable %><% } else if (!app.href && !organization.suspended) { %><%= t.noPage %><% } else if (app.vendor) { %><%= t.by(app.vendor) %><% } %></span></span>
<% if (app.href) { %></a><% } else { %></div><% } %></li>
<% }) %>
</ul>
<% } %>
</section>
<% }) %>
<%~ include('@paging', { ...it, paging: v.paging }) %>
`;
