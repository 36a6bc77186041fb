/** A person goes on by hand: a faulty request must not send a stranger's browser elsewhere by itself (RFC 9700 §4.11.2). */
export const turnBack = `<% const t = it.frame.texts, v = it.view %>
<% layout('@layout', { title: t.refusal.badRequest.title }) %>
<section class="card">
<h1><%= t.turnBack.title(v.appTitle) %></h1>
<p class="lead"><%= t.turnBack.lead %></p>
<% if (v.form) { %>
<form method="post" action="<%= v.form.action %>">
<%~ include('@form-post-fields', v.form) %>
<button class="button" type="submit"><%= t.turnBack.submit(v.appTitle) %></button>
</form>
<% } else { %>
<a class="button" href="<%= v.href %>"><%= t.turnBack.submit(v.appTitle) %></a>
<% } %>
<p class="aside muted break"><%= t.consent.redirect(v.origin) %></p>
</section>
`;
