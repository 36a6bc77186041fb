const check = `<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" d="m3.5 8.5 3 3 6-7"/></svg>`;

export const apiKeys = `<% const t = it.frame.texts.apiKeys, v = it.view, title = v.head ? t.titleOf(v.head.name) : t.title %>
<% layout('@layout', { title, wide: true, script: v.secret ? it.frame.assets.copyScript : undefined }) %>
<% if (v.head) { %><%~ include('@org-head', { ...it, head: v.head }) %><% } else { %><h1><%= t.title %></h1><% } %>
<p class="lead"><%= t.lead[v.owner] %></p>
<% if (v.notice) { %><p class="notice" role="status">${check}<span><%= t.notices[v.notice] %></span></p><% } %>
<% if (v.problem && (v.problem.keyId || !v.create)) { %><%~ include('@alert', { message: t.errors[v.problem.error] }) %><% } %>
<% if (v.secret) { %><%~ include('@api-key-secret', { t, secret: v.secret }) %><% } %>
<div class="account">
<% if (v.head) { %><%~ include('@org-nav', { ...it, head: v.head, current: 'api-keys' }) %><% } else { %>
<nav class="sections" aria-label="<%= t.title %>"><a href="#keys"><%= t.list.title %></a> <a href="#create"><%= t.create.title %></a></nav>
<% } %>
<div class="panels">
<section class="panel" id="keys" aria-labelledby="keys-title">
<div class="panel-head"><h2 id="keys-title"><%= t.list.title %></h2><p><%= t.limit(v.most, v.left) %></p></div>
<% if (v.keys.length === 0) { %><p class="panel-lead key-none"><%= t.none %></p><% } else { %>
<ul class="keys">
<% v.keys.forEach((key) => { %><li><%~ include('@api-key-row', { ...it, t, key }) %></li><% }) %>
</ul>
<p class="panel-lead"><%= t.tryIt %></p>
<% } %>
<pre class="curl" tabindex="0" aria-label="curl"><code>curl -H 'Authorization: Bearer sk_…' \\
  <%= v.example %></code></pre>
<% if (v.past.length > 0) { %>
<details class="fold">
<summary><%= t.list.past(v.past.length) %></summary>
<ul class="keys">
<% v.past.forEach((key) => { %><li><%~ include('@api-key-row', { ...it, t, key }) %></li><% }) %>
</ul>
</details>
<% } %>
</section>
<%~ include('@api-key-create', { ...it, t }) %>
</div>
</div>
`;

const secret = `<section class="secret" role="status" aria-labelledby="secret-title">
<h2 id="secret-title"><%= it.secret.isRotated ? it.t.secret.rotated(it.secret.name) : it.t.secret.title(it.secret.name) %></h2>
<p><%= it.t.secret.once %></p>
<div class="field"><label for="secret"><%= it.t.secret.label %></label>
<div class="with-button"><input id="secret" class="secret-value" type="text" readonly autocomplete="off" spellcheck="false" value="<%= it.secret.value %>">
<button class="button" type="button" hidden data-copy="secret" data-done="<%= it.t.secret.copied %>" aria-live="polite"><%= it.t.secret.copy %></button></div></div>
</section>
`;

const row = `<% const t = it.t, key = it.key, owner = it.view.owner %>
<div class="key-head">
<div class="row-text">
<strong><%= key.name %><% if (key.state !== 'active') { %> <span class="badge bad"><%= t.list[key.state] %></span><% } %></strong>
<code class="muted"><%= key.prefix %>…</code>
</div>
<div class="spark">
<svg viewBox="0 0 119 28" role="img" aria-label="<%= key.usage.sentence %>" preserveAspectRatio="none"><title><%= key.usage.sentence %></title><rect class="spark-floor" x="0" y="27" width="119" height="1"/><% key.usage.bars.forEach((bar) => { %><rect x="<%= bar.x %>" y="<%= bar.y %>" width="3" height="<%= bar.height %>"/><% }) %></svg>
<span class="muted"><%= key.usage.total %></span>
</div>
</div>
<dl class="key-facts">
<div><dt><%= t.list.created %></dt><dd><%~ include('@moment', { moment: key.created }) %></dd></div>
<div><dt><%= t.list.lastUsed %></dt><dd><% if (key.lastUsed) { %><%~ include('@moment', { moment: key.lastUsed }) %><% } else { %><%= t.list.neverUsed %><% } %></dd></div>
<div><dt><%= t.list.expires %></dt><dd><% if (key.expires) { %><%~ include('@moment', { moment: key.expires }) %><% } else { %><%= t.list.neverExpires %><% } %></dd></div>
<% if (key.revoked) { %><div><dt><%= t.list.revoked %></dt><dd><%~ include('@moment', { moment: key.revoked }) %></dd></div><% } %>
<% if (key.allowedIps.length > 0) { %><div><dt><%= t.list.from %></dt><dd><% key.allowedIps.forEach((range, index) => { %><%= index > 0 ? ', ' : '' %><code><%= range %></code><% }) %></dd></div><% } %>
</dl>
<p class="granted-lead"><%= t.list.may %></p>
<ul class="granted"><% if (key.scopes) { %><% key.scopes.forEach((scope) => { %><li><%= scope.sentence %><% if (scope.sentence !== scope.name) { %> <code class="muted"><%= scope.name %></code><% } %></li><% }) %><% } else { %><li><%= t.list.mayAll[owner] %></li><% } %></ul>
<% if (key.rotateAction || key.revokeAction) { %>
<div class="row-actions">
<% if (key.rotateAction) { %>
<details class="confirm">
<summary class="button quiet small" aria-label="<%= t.rotate.of(key.name) %>"><%= t.rotate.label %></summary>
<form method="post" action="<%= key.rotateAction %>">
<%~ include('@csrf', it) %>
<input type="hidden" name="prefix" value="<%= key.prefix %>">
<p><%= t.rotate.lead %></p>
<div class="field"><label for="overlap-<%= key.id %>"><%= t.rotate.overlap %></label>
<select id="overlap-<%= key.id %>" name="overlap"><% it.view.overlaps.forEach((hours) => { %><option value="<%= hours %>"<%= hours === '24' ? ' selected' : '' %>><%= t.rotate.overlaps[hours] %></option><% }) %></select></div>
<button class="button small primary" type="submit"><%= t.rotate.submit %></button>
</form>
</details>
<% } %>
<% if (key.revokeAction) { %>
<%~ include('@confirm', { ...it, label: t.revoke.label, aria: t.revoke.of(key.name), lead: t.revoke.lead(key.name), action: key.revokeAction, confirm: t.revoke.submit, danger: true }) %>
<% } %>
</div>
<% } %>
`;

const create = `<% const t = it.t.create, v = it.view, c = v.create, failed = v.problem && !v.problem.keyId ? v.problem.error : undefined %>
<section class="panel" id="create" aria-labelledby="create-title">
<div class="panel-head"><h2 id="create-title"><%= t.title %></h2><p><%= c ? t.lead[v.owner] : t.full %></p></div>
<% if (c) { const access = c.typed.access ?? 'some', expiry = c.typed.expiry ?? '90' %>
<% if (failed) { %><%~ include('@alert', { message: it.t.errors[failed] }) %><% } %>
<form method="post" action="<%= c.action %>">
<%~ include('@csrf', it) %>
<input type="hidden" name="once" value="<%= c.once %>">
<div class="field"><label for="name"><%= t.name %></label>
<input id="name" name="name" type="text" autocomplete="off" required maxlength="100" value="<%= c.typed.name ?? '' %>"<%~ failed ? ' autofocus' : '' %><%~ failed === 'invalidName' ? ' aria-invalid="true"' : '' %> aria-describedby="name-hint<%= failed ? ' error' : '' %>">
<p class="hint" id="name-hint"><%= t.nameHint %></p></div>
<fieldset class="field options">
<legend><%= t.access %></legend>
<label class="option" for="access-some"><input id="access-some" type="radio" name="access" value="some"<%~ access === 'some' ? ' checked' : '' %>><span><%= t.some %></span></label>
<fieldset class="key-scopes"><legend class="off"><%= t.scopes %></legend>
<% if (c.scopes.length === 0) { %><p class="hint"><%= t.noScopes %></p><% } %>
<div class="checks">
<% c.scopes.forEach((scope, index) => { %>
<label for="scope-<%= index %>"><input id="scope-<%= index %>" type="checkbox" name="scope" value="<%= scope.name %>"<%~ scope.checked ? ' checked' : '' %>><span><%= scope.sentence %><% if (scope.sentence !== scope.name) { %> <code class="muted"><%= scope.name %></code><% } %></span></label>
<% }) %>
</div></fieldset>
<label class="option" for="access-all"><input id="access-all" type="radio" name="access" value="all"<%~ access === 'all' ? ' checked' : '' %>><span><%= t.all[v.owner] %></span></label>
</fieldset>
<div class="field"><label for="expiry"><%= t.expiry %></label>
<select id="expiry" name="expiry"><% c.expiries.forEach((days) => { %><option value="<%= days %>"<%= days === expiry ? ' selected' : '' %>><%= t.expiries[days] %></option><% }) %></select></div>
<div class="field"><label for="allowed-ips"><%= t.ranges %></label>
<textarea id="allowed-ips" name="allowed_ips" rows="2" autocapitalize="none" spellcheck="false" aria-describedby="allowed-ips-hint"><%= c.typed.allowed_ips ?? '' %></textarea>
<p class="hint" id="allowed-ips-hint"><%= t.rangesHint %></p></div>
<button class="button primary fit" type="submit"><%= t.submit %></button>
</form>
<% } %>
</section>
`;

export const API_KEY_PARTIALS: Readonly<Record<string, string>> = {
  'api-key-secret': secret,
  'api-key-row': row,
  'api-key-create': create,
};
