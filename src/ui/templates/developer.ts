export const developer = `<% const t = it.frame.texts.developer, f = t.fields, v = it.view, typed = v.typed %>
<% layout('@layout', { title: t.title, wide: true }) %>
<h1><%= t.title %></h1>
<p class="lead"><%= t.lead %></p>
<div class="stack">
<section class="panel" aria-label="<%= t.title %>">
<% if (v.apps.length === 0) { %><p class="empty"><%= t.none %></p><% } else { %>
<ul class="rows">
<% v.apps.forEach((app) => { %>
<li>
<span class="monogram" aria-hidden="true"><%= [...app.title][0] %></span>
<div class="row-text">
<strong><a href="<%= app.href %>"><%= app.title %></a><%~ include('@developer-badges', { t, app }) %></strong>
<span class="muted"><%= app.vendor %> · <code><%= app.name %></code></span>
</div>
</li>
<% }) %>
</ul>
<% } %>
</section>
<section class="panel" id="new" aria-labelledby="new-title">
<div class="panel-head"><h2 id="new-title"><%= t.create.title %></h2><p><%= t.create.lead %></p></div>
<% if (v.error) { %><%~ include('@alert', { message: t.errors[v.error] }) %><% } %>
<% if (v.organizations.length === 0) { %>
<p class="empty"><%= t.create.noOrganization %><br><a href="<%= it.frame.paths.organizations %>"><%= t.create.toOrganizations %></a></p>
<% } else { %>
<form method="post" action="<%= v.action %>">
<%~ include('@csrf', it) %>
<div class="pair">
<div class="field">
<label for="title"><%= f.title %></label>
<input id="title" name="title" type="text" required maxlength="200" autocomplete="off" value="<%= typed.title ?? '' %>">
</div>
<div class="field">
<label for="name"><%= f.name %></label>
<input id="name" name="name" type="text" required minlength="3" maxlength="64" pattern="[a-z][a-z0-9_\\-]{2,63}" autocomplete="off" autocapitalize="none" spellcheck="false" value="<%= typed.name ?? '' %>" aria-describedby="name-hint">
<p class="hint" id="name-hint"><%= f.nameHint %></p>
</div>
</div>
<div class="pair">
<div class="field">
<label for="organization"><%= t.create.organization %></label>
<select id="organization" name="organization" aria-describedby="organization-hint">
<% v.organizations.forEach((organization) => { %>
<option value="<%= organization.id %>"<%= organization.id === typed.organization ? ' selected' : '' %>><%= organization.name %></option>
<% }) %>
</select>
<p class="hint" id="organization-hint"><%= t.create.organizationHint %></p>
</div>
<div class="field">
<label for="kind"><%= f.kind %></label>
<select id="kind" name="kind">
<option value="public"><%= f.kindPublic %></option>
<option value="private"<%= typed.kind === 'private' ? ' selected' : '' %>><%= f.kindPrivate %></option>
</select>
</div>
</div>
<%~ include('@developer-client-type', { t, typed, id: 'new' }) %>
<%~ include('@developer-uris', { t, id: 'redirect-uris', name: 'redirect_uris', label: f.redirectUris, hint: f.redirectUrisHint, value: typed.redirect_uris ?? '' }) %>
<button class="button primary fit" type="submit"><%= t.create.submit %></button>
</form>
<% } %>
</section>
</div>
`;

export const developerBadges = `<% if (it.app.status !== 'active') { %> <span class="badge bad"><%= it.t.status[it.app.status] %></span><% } %><% if (it.app.isPrivate) { %> <span class="badge"><%= it.t.private %></span><% } %>`;

export const developerClientType = `<% const f = it.t.fields %>
<fieldset class="field options">
<legend><%= f.clientType %></legend>
<label class="option" for="<%= it.id %>-confidential"><input id="<%= it.id %>-confidential" type="radio" name="client" value="confidential"<%~ it.typed.client === 'public' ? '' : ' checked' %>><span><%= f.confidential %> <small><%= f.confidentialHint %></small></span></label>
<label class="option" for="<%= it.id %>-public"><input id="<%= it.id %>-public" type="radio" name="client" value="public"<%~ it.typed.client === 'public' ? ' checked' : '' %>><span><%= f.public %> <small><%= f.publicHint %></small></span></label>
</fieldset>
`;

export const developerUris = `<div class="field">
<label for="<%= it.id %>"><%= it.label %></label>
<textarea id="<%= it.id %>" name="<%= it.name %>" rows="2" autocapitalize="none" spellcheck="false"<% if (it.hint) { %> aria-describedby="<%= it.id %>-hint"<% } %>><%= it.value %></textarea>
<% if (it.hint) { %><p class="hint" id="<%= it.id %>-hint"><%= it.hint %></p><% } %>
</div>
`;
