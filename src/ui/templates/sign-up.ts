export const signUp = `<% const t = it.frame.texts, v = it.view %>
<% layout('@layout', { title: t.signUp.title }) %>
<section class="card">
<h1><%= t.signUp.title %></h1>
<p class="lead"><%= t.signUp.lead(it.frame.instanceTitle) %></p>
<% if (v.error) { %><%~ include('@alert', { message: t.errors[v.error] }) %><% } %>
<form method="post" action="<%= v.action %>">
<%~ include('@csrf', it) %>
<div class="field">
<label for="name"><%= t.fields.name %></label>
<input id="name" name="name" type="text" autocomplete="name" required maxlength="200" value="<%= v.name %>"<%~ v.error === 'invalidName' ? ' aria-invalid="true" aria-describedby="error"' : '' %><%~ v.error ? '' : ' autofocus' %>>
</div>
<div class="field">
<label for="identifier"><%= t.fields.email %></label>
<input id="identifier" name="identifier" type="email" inputmode="email" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="320" value="<%= v.identifier %>"<%~ v.error === 'invalidEmail' || v.error === 'emailTaken' ? ' aria-invalid="true" aria-describedby="error"' : '' %>>
</div>
<div class="field">
<label for="password"><%= t.fields.password %></label>
<input id="password" name="password" type="password" autocomplete="new-password" required minlength="<%= it.frame.passwordMinimum %>" aria-describedby="password-hint<%= v.error === 'weakPassword' ? ' error' : '' %>"<%~ v.error === 'weakPassword' ? ' aria-invalid="true" autofocus' : '' %>>
<p class="hint" id="password-hint"><%= t.fields.passwordHint(it.frame.passwordMinimum) %></p>
</div>
<button class="button primary" type="submit"><%= t.signUp.submit %></button>
</form>
<%~ include('@social-choices', it) %>
<p class="aside"><%= t.signUp.haveAccount %> <a href="<%= v.signInHref %>"><%= t.signUp.signIn %></a></p>
</section>
`;
