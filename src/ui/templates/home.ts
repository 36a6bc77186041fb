export const home = `<% const t = it.frame.texts.home, v = it.view, p = it.frame.paths, n = it.frame.texts.navigation %>
<% layout('@layout', { title: v.person ? t.manage : t.signIn, wide: true }) %>
<section class="hero">
<h1><%= v.person ? t.greeting(v.person.name) : t.title(it.frame.instanceTitle) %></h1>
<p class="lead"><%= t.lead(it.frame.instanceTitle) %></p>
<% if (!v.person) { %>
<div class="actions">
<a class="button primary" href="<%= p.signIn %>"><%= t.signIn %></a>
<% if (v.signUp) { %><a class="button" href="<%= p.signUp %>"><%= t.signUp %></a><% } %>
</div>
<% } %>
</section>
<% if (v.person) { %>
<ul class="tiles places" aria-label="<%= n.label %>">
<% ['launchpad', 'organizations', 'developer', 'account'].forEach((section) => { %>
<li><a href="<%= p[section] %>"><strong><%= n[section] %></strong><span><%= n.leads[section] %></span></a></li>
<% }) %>
</ul>
<% } %>
<section class="developers" aria-labelledby="developers">
<h2 id="developers"><%= t.developers %></h2>
<ul class="tiles">
<li><a href="<%= p.explorer %>"><strong><%= t.explorer.title %></strong><span><%= t.explorer.lead %></span></a></li>
<li><a href="<%= p.discovery %>"><strong><%= t.discovery.title %></strong><span><%= t.discovery.lead %></span></a></li>
<li><a href="<%= p.jwks %>"><strong><%= t.keys.title %></strong><span><%= t.keys.lead %></span></a></li>
</ul>
</section>
`;
