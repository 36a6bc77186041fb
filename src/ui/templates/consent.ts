/** What cannot be refused is sent as a hidden field: a disabled checkbox would not be sent at all. */
export const consent = `<% const t = it.frame.texts, v = it.view, optional = v.scopes.some((scope) => !scope.required) %>
<% layout('@layout', { title: t.consent.title(v.client.name) }) %>
<section class="card">
<div class="app-head">
<span class="monogram large" aria-hidden="true"><%= [...v.client.name][0] %></span>
<div><strong><%= v.client.name %></strong><% if (v.client.vendor) { %><span class="muted"><%= t.consent.by(v.client.vendor) %></span><% } %></div>
</div>
<h1><%= t.consent.title(v.client.name) %></h1>
<form method="post" action="<%= v.action %>">
<%~ include('@csrf', it) %>
<fieldset class="scopes">
<legend><%= t.consent.lead(v.client.name) %></legend>
<div class="scope-list">
<% v.scopes.forEach((scope, index) => { %>
<% if (scope.required) { %>
<div class="scope"><span class="tick" aria-hidden="true"><svg viewBox="0 0 16 16"><path fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" d="m3.5 8.5 3 3 6-7"/></svg></span>
<span><%= scope.sentence %><small><%= t.consent.always %></small></span><input type="hidden" name="scope" value="<%= scope.name %>"></div>
<% } else { %>
<label class="scope" for="scope-<%= index %>"><input id="scope-<%= index %>" type="checkbox" name="scope" value="<%= scope.name %>" checked><span><%= scope.sentence %></span></label>
<% } %>
<% }) %>
<% if (v.scopes.length === 0) { %><div class="scope"><span><%= t.consent.nothingAsked %></span></div><% } %>
</div>
</fieldset>
<p class="hint"><% if (optional) { %><%= t.consent.choose %> <% } %><%= t.consent.withdrawHint %></p>
<div class="choice">
<button class="button" type="submit" name="decision" value="deny"><%= t.consent.deny %></button>
<button class="button primary" type="submit" name="decision" value="allow"><%= t.consent.allow %></button>
</div>
</form>
<div class="aside">
<p><%= t.frame.signedInAs %> <strong><%= v.person.email %></strong>
<a href="<%= v.otherAccountHref %>"><%= t.consent.notYou %></a></p>
<p class="muted break"><%= t.consent.redirect(v.redirectOrigin) %></p>
</div>
</section>
`;
