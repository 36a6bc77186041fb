export const developerApp = `<% const t = it.frame.texts.developer, v = it.view %>
<% const at = (section, item) => v.problem && v.problem.section === section && (item === undefined || v.problem.item === item) %>
<% const part = (section) => ({ ...it, t, message: at(section) ? t.errors[v.problem.error] : '', typed: at(section) ? v.typed : {}, at }) %>
<% layout('@layout', { title: v.app.title, wide: true }) %>
<p class="crumb"><a href="<%= v.listHref %>">‹ <%= t.back %></a></p>
<div class="app-head"><span class="monogram large" aria-hidden="true"><%= [...v.app.title][0] %></span>
<div><h1><%= v.app.title %></h1>
<span class="muted"><%= v.app.vendor %> · <code><%= v.app.name %></code><%~ include('@developer-badges', { t, app: v.app }) %></span></div></div>
<% if (v.notice) { %>
<p class="notice" role="status"><svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" d="m3.5 8.5 3 3 6-7"/></svg><span><%= t.notices[v.notice] %></span></p>
<% } %>
<% if (v.secret) { %><%~ include('@developer-secret', { t, secret: v.secret }) %><% } %>
<div class="account">
<nav class="sections" aria-label="<%= t.navigation %>">
<a href="#clients"><%= t.clients.title %></a>
<a href="#details"><%= t.details.title %></a>
<a href="#scopes"><%= t.scopes.title %></a>
<a href="#api"><%= t.api.title %></a>
<% if (v.webhook) { %><a href="#webhook"><%= t.webhook.title %></a><% } %>
<a href="#availability"><%= t.availability.title %></a>
</nav>
<div class="panels">
<%~ include('@developer-clients', part('clients')) %>
<%~ include('@developer-details', part('details')) %>
<%~ include('@developer-scopes', part('scopes')) %>
<%~ include('@developer-api', part('api')) %>
<% if (v.webhook) { %><%~ include('@developer-webhook', part('webhook')) %><% } %>
<%~ include('@developer-availability', part('status')) %>
</div>
</div>
`;

export const developerSecret = `<% const f = it.t.fields, s = it.secret %>
<section class="secret" role="status" aria-labelledby="secret-title">
<h2 id="secret-title"><%= s.kind === 'client' ? it.t.secret.title : it.t.secret.webhookTitle %></h2>
<p><%= s.value ? it.t.secret.once : it.t.secret.noSecret %></p>
<dl>
<% if (s.clientId) { %><dt><%= f.clientId %></dt><dd><code id="client-id"><%= s.clientId %></code></dd><% } %>
<% if (s.value) { %><dt><%= s.kind === 'client' ? f.clientSecret : f.webhookSecret %></dt><dd><code id="secret"><%= s.value %></code></dd><% } %>
</dl>
</section>
`;

export const developerDetails = `<% const t = it.t, f = t.fields, v = it.view, d = v.details %>
<section class="panel" id="details" aria-labelledby="details-title">
<div class="panel-head"><h2 id="details-title"><%= t.details.title %></h2><p><%= t.details.lead %></p></div>
<% if (it.message) { %><%~ include('@alert', it) %><% } %>
<form method="post" action="<%= v.actions.details %>">
<%~ include('@csrf', it) %>
<div class="field">
<label for="title"><%= f.title %></label>
<input id="title" name="title" type="text" required maxlength="200" autocomplete="off" value="<%= d.title %>">
</div>
<div class="field">
<label for="description-en"><%= f.descriptionEn %></label>
<input id="description-en" name="description_en" type="text" maxlength="200" lang="en" autocomplete="off" value="<%= d.description_en %>">
</div>
<div class="field">
<label for="description-de"><%= f.descriptionDe %></label>
<input id="description-de" name="description_de" type="text" maxlength="200" lang="de" autocomplete="off" value="<%= d.description_de %>">
</div>
<div class="pair">
<div class="field">
<label for="entry-point"><%= f.entryPoint %></label>
<input id="entry-point" name="entry_point" type="url" maxlength="2048" autocomplete="off" value="<%= d.entry_point %>" placeholder="https://" aria-describedby="entry-point-hint">
<p class="hint" id="entry-point-hint"><%= f.entryPointHint %></p>
</div>
<div class="field">
<label for="logo-url"><%= f.logoUrl %></label>
<input id="logo-url" name="logo_url" type="url" maxlength="2048" autocomplete="off" value="<%= d.logo_url %>" placeholder="https://">
</div>
</div>
<% if (v.app.isPrivate) { %>
<label class="option field" for="kind"><input id="kind" type="checkbox" name="kind" value="public"><span><%= f.makePublic %></span></label>
<% } %>
<button class="button primary fit" type="submit"><%= t.details.save %></button>
</form>
</section>
`;

export const developerClients = `<% const t = it.t, c = t.clients, f = t.fields, v = it.view %>
<section class="panel" id="clients" aria-labelledby="clients-title">
<div class="panel-head"><h2 id="clients-title"><%= c.title %></h2><p><%= c.lead %></p></div>
<ul class="rows">
<% v.clients.forEach((client) => { %>
<% const failed = it.at('client', client.id), typed = failed ? v.typed : {} %>
<li class="stacked<%= client.disabled ? ' faded' : '' %>">
<div class="row-text">
<strong><%= client.name || c.unnamed %> <span class="badge"><%= client.isPublic ? f.public : f.confidential %></span><% if (client.disabled) { %> <span class="badge bad"><%= c.removed %></span><% } %></strong>
<span class="muted"><%= f.clientId %> <code><%= client.id %></code></span>
<% client.redirectUris.forEach((uri) => { %><span class="muted break"><%= uri %></span><% }) %>
<% client.secrets.forEach((secret) => { %>
<span class="muted"><%= c.secretHint(secret.hint) %> · <%= c.since %> <%~ include('@moment', { moment: secret.created }) %><% if (secret.expires) { %> · <%= c.until %> <%~ include('@moment', { moment: secret.expires }) %><% } %></span>
<% }) %>
</div>
<% if (failed) { %><%~ include('@alert', { message: t.errors[v.problem.error] }) %><% } %>
<% if (!client.disabled) { %>
<details class="fold"<%~ failed ? ' open' : '' %>>
<summary><%= c.edit %></summary>
<form method="post" action="<%= client.updateAction %>">
<%~ include('@csrf', it) %>
<div class="field">
<label for="name-<%= client.id %>"><%= f.clientName %></label>
<input id="name-<%= client.id %>" name="client_name" type="text" maxlength="100" autocomplete="off" value="<%= typed.client_name ?? client.name %>">
</div>
<%~ include('@developer-uris', { t, id: 'redirect-' + client.id, name: 'redirect_uris', label: f.redirectUris, hint: f.redirectUrisHint, value: typed.redirect_uris ?? client.redirectUris.join('\\n') }) %>
<%~ include('@developer-uris', { t, id: 'sign-out-' + client.id, name: 'post_logout_redirect_uris', label: f.postLogoutRedirectUris, hint: '', value: typed.post_logout_redirect_uris ?? client.postLogoutRedirectUris.join('\\n') }) %>
<button class="button fit" type="submit"><%= c.save %></button>
</form>
</details>
<% if (!client.isPublic) { %>
<details class="fold">
<summary><%= c.rotate %></summary>
<form method="post" action="<%= client.rotateAction %>">
<%~ include('@csrf', it) %>
<div class="field">
<label for="overlap-<%= client.id %>"><%= c.overlap %></label>
<select id="overlap-<%= client.id %>" name="overlap"><% ['0', '1', '24', '168'].forEach((hours) => { %><option value="<%= hours %>"<%= hours === '24' ? ' selected' : '' %>><%= c.overlaps[hours] %></option><% }) %></select>
<p class="hint"><%= c.rotateLead %></p>
</div>
<button class="button fit" type="submit"><%= c.rotate %></button>
</form>
</details>
<% } %>
<details class="fold">
<summary><%= c.remove %></summary>
<form method="post" action="<%= client.disableAction %>"><%~ include('@csrf', it) %><p class="hint"><%= c.removeLead %></p><button class="button danger fit" type="submit"><%= c.remove %></button></form>
</details>
<% } %>
</li>
<% }) %>
</ul>
<% if (it.message) { %><%~ include('@alert', it) %><% } %>
<details class="fold adding"<%~ it.message ? ' open' : '' %>>
<summary><%= c.add %></summary>
<form method="post" action="<%= v.actions.clients %>">
<%~ include('@csrf', it) %>
<div class="field">
<label for="client-name"><%= f.clientName %></label>
<input id="client-name" name="client_name" type="text" maxlength="100" autocomplete="off" value="<%= it.typed.client_name ?? '' %>" aria-describedby="client-name-hint">
<p class="hint" id="client-name-hint"><%= f.clientNameHint %></p>
</div>
<%~ include('@developer-client-type', { t, typed: it.typed, id: 'client' }) %>
<%~ include('@developer-uris', { t, id: 'client-redirect', name: 'redirect_uris', label: f.redirectUris, hint: f.redirectUrisHint, value: it.typed.redirect_uris ?? '' }) %>
<button class="button fit" type="submit"><%= c.addSubmit %></button>
</form>
</details>
</section>
`;

export const developerScopes = `<% const t = it.t.scopes, v = it.view, chosen = v.desired.filter((scope) => !scope.always) %>
<section class="panel" id="scopes" aria-labelledby="scopes-title">
<div class="panel-head"><h2 id="scopes-title"><%= t.title %></h2><p><%= t.lead %></p></div>
<% if (it.message) { %><%~ include('@alert', it) %><% } %>
<% if (chosen.length === 0) { %><p class="empty"><%= t.none %></p><% } else { %>
<ul class="rows">
<% chosen.forEach((scope) => { %>
<li>
<div class="row-text"><code><%= scope.name %></code><% if (scope.gone) { %> <span class="badge bad"><%= t.gone %></span><% } else { %><span class="muted"><%= scope.sentence %></span><% } %></div>
<form method="post" action="<%= v.actions.removeScope %>"><%~ include('@csrf', it) %><input type="hidden" name="scope" value="<%= scope.name %>"><button class="button quiet small" type="submit" aria-label="<%= t.removeOf(scope.name) %>"><%= t.remove %></button></form>
</li>
<% }) %>
</ul>
<% } %>
<p class="hint"><%= t.always %> <% v.desired.filter((scope) => scope.always).forEach((scope) => { %><code><%= scope.name %></code> <% }) %></p>
<form method="post" action="<%= v.actions.addScopes %>">
<%~ include('@csrf', it) %>
<div class="field">
<label for="scope"><%= t.field %></label>
<div class="with-button"><input id="scope" name="scope" type="text" list="known-scopes" required maxlength="4096" autocomplete="off" autocapitalize="none" spellcheck="false" value="<%= it.typed.scope ?? '' %>" aria-describedby="scope-hint">
<button class="button" type="submit"><%= t.add %></button></div>
<p class="hint" id="scope-hint"><%= t.hint %></p>
</div>
<datalist id="known-scopes"><% v.suggestions.forEach((scope) => { %><option value="<%= scope.name %>"><%= scope.sentence %></option><% }) %></datalist>
</form>
</section>
`;

export const developerApi = `<% const t = it.t.api, v = it.view, typed = it.typed, fresh = !it.message %>
<section class="panel" id="api" aria-labelledby="api-title">
<div class="panel-head"><h2 id="api-title"><%= t.title %></h2><p><%= t.lead %></p></div>
<% if (it.message) { %><%~ include('@alert', it) %><% } %>
<% if (!v.api.canOffer) { %><p class="empty"><%= t.cannot(v.app.name) %></p><% } else { %>
<% if (v.api.audience) { %><p class="hint"><%= t.audience %>: <code><%= v.api.audience %></code></p><% } %>
<% if (v.api.scopes.length === 0) { %><p class="empty"><%= t.none %></p><% } else { %>
<ul class="rows">
<% v.api.scopes.forEach((scope) => { %>
<li>
<div class="row-text"><code><%= scope.name %></code><% if (scope.forPeople) { %> <span class="badge"><%= t.forPeople %></span><% } %><% if (scope.forOrganizations) { %> <span class="badge"><%= t.forOrganizations %></span><% } %>
<span class="muted" lang="en"><%= scope.en %></span><% if (scope.de) { %><span class="muted" lang="de"><%= scope.de %></span><% } %></div>
<form method="post" action="<%= v.actions.withdraw %>"><%~ include('@csrf', it) %><input type="hidden" name="scope" value="<%= scope.name %>"><button class="button quiet small" type="submit" aria-label="<%= t.withdrawOf(scope.name) %>"><%= t.withdraw %></button></form>
</li>
<% }) %>
</ul>
<% } %>
<details class="fold adding"<%~ fresh ? '' : ' open' %>>
<summary><%= t.add %></summary>
<form method="post" action="<%= v.actions.offer %>">
<%~ include('@csrf', it) %>
<div class="pair">
<div class="field">
<label for="scope-name"><%= t.scopeName %></label>
<input id="scope-name" name="scope_name" type="text" required minlength="3" maxlength="64" pattern="[a-z][a-z0-9_]{2,63}" autocomplete="off" autocapitalize="none" spellcheck="false" value="<%= typed.scope_name ?? '' %>" aria-describedby="scope-name-hint">
<p class="hint" id="scope-name-hint"><%= t.scopeNameHint(v.app.name) %></p>
</div>
<div class="field">
<label for="access"><%= t.access %></label>
<select id="access" name="access"><% ['r', 'w', 'rw'].forEach((access) => { %><option value="<%= access %>"<%= typed.access === access ? ' selected' : '' %>><%= t.accesses[access] %></option><% }) %></select>
</div>
</div>
<div class="field">
<label for="sentence-en"><%= t.sentenceEn %></label>
<input id="sentence-en" name="description_en" type="text" required maxlength="200" autocomplete="off" value="<%= typed.description_en ?? '' %>" aria-describedby="sentence-hint">
<p class="hint" id="sentence-hint"><%= t.sentenceHint %></p>
</div>
<div class="field">
<label for="sentence-de"><%= t.sentenceDe %></label>
<input id="sentence-de" name="description_de" type="text" maxlength="200" autocomplete="off" value="<%= typed.description_de ?? '' %>">
</div>
<fieldset class="field options">
<legend><%= t.bearers %></legend>
<label class="option" for="for-people"><input id="for-people" type="checkbox" name="person" value="1"<%~ fresh || typed.person ? ' checked' : '' %>><span><%= t.forPeople %></span></label>
<label class="option" for="for-organizations"><input id="for-organizations" type="checkbox" name="organization" value="1"<%~ fresh || typed.organization ? ' checked' : '' %>><span><%= t.forOrganizations %></span></label>
</fieldset>
<% if (v.api.scopes.length === 0) { %>
<div class="field">
<label for="audience"><%= t.audience %></label>
<input id="audience" name="audience" type="text" inputmode="url" maxlength="512" autocomplete="off" autocapitalize="none" spellcheck="false" value="<%= typed.audience ?? '' %>" placeholder="<%= v.api.audience ?? 'https://api.example.com/' %>" aria-describedby="audience-hint">
<p class="hint" id="audience-hint"><%= t.audienceHint %></p>
</div>
<% } %>
<button class="button fit" type="submit"><%= t.submit %></button>
</form>
</details>
<% } %>
</section>
`;

export const developerWebhook = `<% const t = it.t.webhook, v = it.view, w = v.webhook %>
<section class="panel" id="webhook" aria-labelledby="webhook-title">
<div class="panel-head"><h2 id="webhook-title"><%= t.title %></h2><p><%= t.lead %></p></div>
<% if (it.message) { %><%~ include('@alert', it) %><% } %>
<form method="post" action="<%= v.actions.webhook %>">
<%~ include('@csrf', it) %>
<div class="field">
<label for="webhook-url"><%= t.url %></label>
<div class="with-button"><input id="webhook-url" name="url" type="url" required maxlength="2048" autocomplete="off" placeholder="https://" value="<%= it.typed.url ?? w.url %>" aria-describedby="webhook-url-hint">
<button class="button" type="submit"><%= t.save %></button></div>
<p class="hint" id="webhook-url-hint"><%= t.urlHint %></p>
</div>
</form>
<% if (w.url) { %>
<div class="buttons">
<% [['test', 'testWebhook'], ['rotate', 'rotateWebhook'], ['remove', 'removeWebhook']].forEach(([label, action]) => { %>
<form method="post" action="<%= v.actions[action] %>"><%~ include('@csrf', it) %><button class="button fit<%= label === 'remove' ? ' danger' : '' %>" type="submit"><%= t[label] %></button></form>
<% }) %>
</div>
<% } %>
<h3><%= t.deliveries %></h3>
<% if (w.deliveries.length === 0) { %><p class="empty"><%= t.none %></p><% } else { %>
<ul class="rows">
<% w.deliveries.forEach((delivery) => { %>
<li>
<div class="row-text"><code><%= delivery.event %></code> <span class="badge<%= delivery.status === 'delivered' ? ' good' : delivery.status === 'failed' ? ' bad' : '' %>"><%= t.status[delivery.status] %></span>
<span class="muted break"><%= delivery.subject %></span>
<span class="muted"><%~ include('@moment', { moment: delivery.created }) %> · <%= delivery.answer %></span></div>
<form method="post" action="<%= delivery.replayAction %>"><%~ include('@csrf', it) %><button class="button quiet small" type="submit" aria-label="<%= t.replayOf(delivery.event) %>"><%= t.replay %></button></form>
</li>
<% }) %>
</ul>
<% } %>
</section>
`;

export const developerAvailability = `<% const t = it.t.availability, v = it.view, status = v.app.status %>
<section class="panel" id="availability" aria-labelledby="availability-title">
<div class="panel-head"><h2 id="availability-title"><%= t.title %></h2><p><%= status === 'active' ? t.lead : status === 'disabled' ? t.disabledLead : t.blockedLead %></p></div>
<% if (it.message) { %><%~ include('@alert', it) %><% } %>
<% if (status === 'active') { %>
<form method="post" action="<%= v.actions.disable %>"><%~ include('@csrf', it) %><button class="button danger fit" type="submit"><%= t.disable %></button></form>
<% } else if (status === 'disabled') { %>
<form method="post" action="<%= v.actions.enable %>"><%~ include('@csrf', it) %><button class="button primary fit" type="submit"><%= t.enable %></button></form>
<% } %>
</section>
`;

export const DEVELOPER_PARTIALS: Readonly<Record<string, string>> = {
  'developer-secret': developerSecret,
  'developer-details': developerDetails,
  'developer-clients': developerClients,
  'developer-scopes': developerScopes,
  'developer-api': developerApi,
  'developer-webhook': developerWebhook,
  'developer-availability': developerAvailability,
};
