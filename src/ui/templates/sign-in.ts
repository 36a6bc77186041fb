export const signIn = `<% const t = it.frame.texts, v = it.view %>
<% layout('@layout', { title: t.signIn.title }) %>
<section class="card">
<h1><%= v.clientName ? t.signIn.to(v.clientName) : t.signIn.title %></h1>
<p class="lead"><%= t.signIn.lead(it.frame.instanceTitle) %></p>
<% if (v.error) { %><%~ include('@alert', { message: t.errors[v.error] }) %><% } %>
<form method="post" action="<%= v.action %>">
<%~ include('@csrf', it) %>
<div class="field">
<label for="identifier"><%= t.fields.email %></label>
<input id="identifier" name="identifier" type="text" inputmode="email" autocomplete="username" autocapitalize="none" autocorrect="off" spellcheck="false" required maxlength="320" value="<%= v.identifier %>"<%~ v.error ? ' aria-invalid="true" aria-describedby="error"' : '' %><%~ v.identifier ? '' : ' autofocus' %>>
</div>
<div class="field">
<label for="password"><%= t.fields.password %></label>
<input id="password" name="password" type="password" autocomplete="current-password" required<%~ v.error ? ' aria-invalid="true" aria-describedby="error"' : '' %><%~ v.identifier ? ' autofocus' : '' %>>
</div>
<button class="button primary" type="submit"><%= t.signIn.submit %></button>
</form>
<%~ include('@social-choices', it) %>
<p class="aside"><a href="<%= it.frame.paths.forgotPassword %>"><%= t.recovery.forgot %></a></p>
<% if (v.signUpHref) { %><p class="aside"><%= t.signIn.noAccount %> <a href="<%= v.signUpHref %>"><%= t.signIn.signUp %></a></p><% } %>
</section>
`;
