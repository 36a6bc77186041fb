export const signOut = `<% const t = it.frame.texts, v = it.view %>
<% layout('@layout', { title: v.signedIn ? t.signOut.title : t.signOut.doneTitle }) %>
<section class="card">
<% if (v.signedIn) { %>
<h1><%= t.signOut.title %></h1>
<p class="lead"><%= t.signOut.lead(it.frame.instanceTitle) %></p>
<form method="post" action="<%= v.action %>">
<%~ include('@csrf', it) %>
<div class="choice">
<a class="button" href="<%= it.frame.paths.account %>"><%= t.signOut.stay %></a>
<button class="button primary" type="submit"><%= t.signOut.submit %></button>
</div>
</form>
<% } else { %>
<h1><%= t.signOut.doneTitle %></h1>
<p class="lead"><%= t.signOut.doneLead %></p>
<a class="button primary" href="<%= it.frame.paths.signIn %>"><%= t.signOut.signInAgain %></a>
<% } %>
</section>
`;
