export const consent = `<% const t = it.frame.texts, v = it.view, o = v.organizations, named = o?.isNamed ? o.choices[0] : undefined %>
<% const optional = v.scopes.some((scope) => !scope.required) %>
<% const title = !o ? t.consent.title(v.client.name) : named ? t.consent.organization.titleNamed(v.client.name, named.name) : t.consent.organization.title(v.client.name) %>
<% layout('@layout', { title }) %>
<section class="card">
<%~ include('@app-head', it) %>
<h1><%= title %></h1>
<% if (v.error) { %><%~ include('@alert', { message: t.errors[v.error] }) %><% } %>
<form method="post" action="<%= v.action %>">
<%~ include('@csrf', it) %>
<%~ include('@consent-choices', it) %>
<p class="hint"><% if (optional) { %><%= t.consent.choose %> <% } %><%= !o ? t.consent.withdrawHint : o.onBehalf ? t.consent.organization.hintOnBehalf : t.consent.organization.hint %></p>
<div class="choice">
<button class="button" type="submit" name="decision" value="deny" formnovalidate><%= t.consent.deny %></button>
<button class="button primary" type="submit" name="decision" value="allow"><%= o ? t.consent.organization.allow : t.consent.allow %></button>
</div>
</form>
<div class="aside">
<p><%= t.frame.signedInAs %> <strong><%= v.person.email %></strong>
<a href="<%= v.otherAccountHref %>"><%= t.consent.notYou %></a></p>
<p class="muted break"><%= t.consent.redirect(v.redirectOrigin) %></p>
</div>
</section>
`;
