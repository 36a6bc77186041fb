/** Ways in beside the password: plain links, with nothing of the providers' own. */
const socialChoices = `<% const t = it.frame.texts.social, choices = it.view.social ?? [] %>
<% if (choices.length > 0) { %>
<p class="or"><span><%= t.or %></span></p>
<ul class="social-choices">
<% choices.forEach((choice) => { %><li><a class="button" href="<%= choice.href %>"><%= t.continueWith(choice.title) %></a></li>
<% }) %></ul>
<% } %>`;

export const socialRefusal = `<% const v = it.view %>
<% layout('@layout', { title: v.title }) %>
<section class="card">
<h1><%= v.title %></h1>
<p class="lead"><%= v.message %></p>
<a class="button primary" href="<%= v.href %>"><%= v.label %></a>
</section>
`;

const identitiesSection = `<% const t = it.frame.texts.social.section, s = it.section %>
<p class="panel-lead"><%= t.lead %></p>
<% if (it.message) { %><%~ include('@alert', it) %><% } %>
<% if (s.identities.length > 0) { %>
<ul class="rows">
<% s.identities.forEach((identity) => { %>
<li>
<span class="monogram" aria-hidden="true"><%= [...identity.title][0] %></span>
<div class="row-text">
<strong><%= identity.title %></strong>
<span class="muted"><% if (identity.email) { %><%= identity.email %> · <% } %><%= t.lastUsed %> <%~ include('@moment', { moment: identity.lastUsed }) %></span>
</div>
<form method="post" action="<%= s.actions.unlink %>"><%~ include('@csrf', it) %><input type="hidden" name="identity" value="<%= identity.id %>"><button class="button quiet small" type="submit" aria-label="<%= t.unlinkOf(identity.title) %>"><%= t.unlink %></button></form>
</li>
<% }) %>
</ul>
<% } else { %><p class="empty"><%= t.none %></p><% } %>
<% if (s.offered.length > 0) { %>
<ul class="social-choices fit">
<% s.offered.forEach((provider) => { %>
<li><form method="post" action="<%= s.actions.link %>"><%~ include('@csrf', it) %><input type="hidden" name="provider" value="<%= provider.name %>"><button class="button" type="submit"><%= t.link(provider.title) %></button></form></li>
<% }) %>
</ul>
<% } %>`;

export const SOCIAL_PARTIALS: Readonly<Record<string, string>> = {
  'social-choices': socialChoices,
  'identities-section': identitiesSection,
};
