export const refusal = `<% const t = it.frame.texts, text = t.refusal[it.view.name] %>
<% layout('@layout', { title: text.title }) %>
<section class="card">
<h1><%= text.title %></h1>
<p class="lead"><%= text.message %></p>
<a class="button" href="<%= it.frame.paths.home %>"><%= t.refusal.back %></a>
<p class="aside muted"><%= t.refusal.requestId %> <code><%= it.frame.requestId %></code></p>
</section>
`;
