export const home = `<% const t = it.frame.texts.home, v = it.view, p = it.frame.paths %>
<% layout('@layout', { title: v.person ? t.manage : t.signIn, wide: true }) %>
<section class="hero">
<h1><%= v.person ? t.greeting(v.person.name) : t.title(it.frame.instanceTitle) %></h1>
<p class="lead"><%= t.lead(it.frame.instanceTitle) %></p>
<div class="actions">
<% if (v.person) { %>
<a class="button primary" href="<%= p.account %>"><%= t.manage %></a>
<% } else { %>
<a class="button primary" href="<%= p.signIn %>"><%= t.signIn %></a>
<% if (v.signUp) { %><a class="button" href="<%= p.signUp %>"><%= t.signUp %></a><% } %>
<% } %>
</div>
</section>
<section class="developers" aria-labelledby="developers">
<h2 id="developers"><%= t.developers %></h2>
<ul class="tiles">
<li><a href="<%= p.explorer %>"><strong><%= t.explorer.title %></strong><span><%= t.explorer.lead %></span></a></li>
<li><a href="<%= p.discovery %>"><strong><%= t.discovery.title %></strong><span><%= t.discovery.lead %></span></a></li>
<li><a href="<%= p.jwks %>"><strong><%= t.keys.title %></strong><span><%= t.keys.lead %></span></a></li>
</ul>
</section>
`;
