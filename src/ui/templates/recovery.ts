const forgotPassword = `<% const t = it.frame.texts, v = it.view %>
<% layout('@layout', { title: t.recovery.ask.title }) %>
<section class="card">
<h1><%= t.recovery.ask.title %></h1>
<p class="lead"><%= t.recovery.ask.lead %></p>
<% if (v.error) { %><%~ include('@alert', { message: t.errors[v.error] }) %><% } %>
<form method="post" action="<%= v.action %>">
<%~ include('@csrf', it) %>
<div class="field">
<label for="email"><%= t.fields.email %></label>
<input id="email" name="email" type="email" inputmode="email" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="320" value="<%= v.email %>"<%~ v.error ? ' aria-invalid="true" aria-describedby="error"' : '' %> autofocus>
</div>
<button class="button primary" type="submit"><%= t.recovery.ask.submit %></button>
</form>
<p class="aside"><a href="<%= it.frame.paths.signIn %>"><%= t.recovery.signIn %></a></p>
</section>
`;

const mailSent = `<% const t = it.frame.texts.recovery, v = it.view %>
<% layout('@layout', { title: t.asked.title }) %>
<section class="card">
<h1><%= t.asked.title %></h1>
<p class="lead"><%= t.asked.lead %></p>
<p class="hint"><%= t.asked.hint %></p>
<p class="aside"><a href="<%= v.signInHref %>"><%= t.signIn %></a></p>
</section>
`;

const resetPassword = `<% const t = it.frame.texts, v = it.view %>
<% layout('@layout', { title: t.recovery.reset.title }) %>
<section class="card">
<h1><%= t.recovery.reset.title %></h1>
<p class="lead"><%= t.recovery.reset.lead(v.email) %></p>
<% if (v.error) { %><%~ include('@alert', { message: t.errors[v.error] }) %><% } %>
<form method="post" action="<%= v.action %>">
<%~ include('@csrf', it) %>
<input class="off" type="email" autocomplete="username" value="<%= v.email %>" readonly tabindex="-1" aria-hidden="true">
<div class="field">
<label for="password"><%= t.fields.newPassword %></label>
<input id="password" name="password" type="password" autocomplete="new-password" required minlength="<%= it.frame.passwordMinimum %>" aria-describedby="password-hint<%= v.error ? ' error' : '' %>"<%~ v.error ? ' aria-invalid="true"' : '' %> autofocus>
<p class="hint" id="password-hint"><%= t.fields.passwordHint(it.frame.passwordMinimum) %> <%= t.recovery.reset.hint %></p>
</div>
<button class="button primary" type="submit"><%= t.recovery.reset.submit %></button>
</form>
</section>
`;

const confirmAddress = `<% const t = it.frame.texts, v = it.view, s = t.recovery[v.kind] %>
<% layout('@layout', { title: s.title }) %>
<section class="card">
<h1><%= s.title %></h1>
<p class="lead break"><%= s.lead(v.email) %></p>
<% if (v.error) { %><%~ include('@alert', { message: t.errors[v.error] }) %><% } %>
<form method="post" action="<%= v.action %>">
<%~ include('@csrf', it) %>
<button class="button primary" type="submit"><%= s.submit %></button>
</form>
</section>
`;

const linkDone = `<% const t = it.frame.texts.recovery, v = it.view, s = t[v.kind + 'Done'] %>
<% layout('@layout', { title: s.title }) %>
<section class="card">
<h1><%= s.title %></h1>
<p class="lead"><%= s.lead %></p>
<a class="button primary" href="<%= v.href %>"><%= v.kind === 'reset' ? t.signIn : t.account %></a>
</section>
`;

const linkOver = `<% const t = it.frame.texts.recovery, v = it.view %>
<% layout('@layout', { title: t.over.title }) %>
<section class="card">
<h1><%= t.over.title %></h1>
<p class="lead"><%= t.over.message %></p>
<% if (v.againHref) { %><a class="button primary" href="<%= v.againHref %>"><%= t.over.again %></a><% } else { %><a class="button primary" href="<%= it.frame.paths.account %>"><%= t.account %></a><% } %>
</section>
`;

const securityEmail = `<% const t = it.frame.texts, r = t.recovery.section, s = it.section %>
<p class="panel-lead"><%= r.lead %></p>
<div class="field">
<label for="current-email"><%= r.current %></label>
<div class="with-badge"><input id="current-email" type="email" value="<%= s.email %>" readonly>
<span class="badge<%= s.isVerified ? ' good' : '' %>"><%= s.isVerified ? t.account.verified : t.account.unverified %></span></div>
</div>
<% if (!s.isVerified) { %>
<form method="post" action="<%= s.actions.resend %>"><%~ include('@csrf', it) %>
<p><%= r.unverified %></p>
<button class="button fit" type="submit"><%= r.resend %></button>
</form>
<% } %>
<% if (it.message) { %><%~ include('@alert', it) %><% } %>
<form method="post" action="<%= s.actions.change %>">
<%~ include('@csrf', it) %>
<div class="field">
<label for="new-email"><%= r.newEmail %></label>
<input id="new-email" name="email" type="email" inputmode="email" autocomplete="off" autocapitalize="none" spellcheck="false" required maxlength="320" aria-describedby="new-email-hint">
<p class="hint" id="new-email-hint"><%= r.hint %></p>
</div>
<% if (s.hasPassword) { %>
<div class="field">
<label for="email-password"><%= t.fields.currentPassword %></label>
<input id="email-password" name="current_password" type="password" autocomplete="current-password" required<%~ it.message ? ' aria-describedby="error"' : '' %>>
</div>
<% } else { %><p class="hint"><%= r.noPassword %></p><% } %>
<button class="button primary fit" type="submit"><%= r.submit %></button>
</form>
`;

export const RECOVERY_PAGES = {
  'forgot-password': forgotPassword,
  'mail-sent': mailSent,
  'reset-password': resetPassword,
  'confirm-address': confirmAddress,
  'link-done': linkDone,
  'link-over': linkOver,
};

export const RECOVERY_PARTIALS = { 'security-email': securityEmail };
