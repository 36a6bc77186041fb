export const account = `<% const t = it.frame.texts, v = it.view, problem = (section) => v.problem && v.problem.section === section ? t.errors[v.problem.error] : '' %>
<% layout('@layout', { title: t.account.title, wide: true }) %>
<h1><%= t.account.title %></h1>
<% if (v.notice) { %>
<p class="notice" role="status"><svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" d="m3.5 8.5 3 3 6-7"/></svg><span><%= t.account.notices[v.notice] %></span></p>
<% } %>
<div class="account">
<nav class="sections" aria-label="<%= t.account.navigation %>">
<% ['profile', 'password', 'sessions', 'apps'].forEach((section) => { %>
<a href="#<%= section %>"><%= t.account[section].title %></a>
<% }) %>
</nav>
<div class="panels">
<%~ include('@account-profile', { ...it, message: problem('profile') }) %>
<%~ include('@account-password', { ...it, message: problem('password') }) %>
<%~ include('@account-sessions', it) %>
<%~ include('@account-apps', it) %>
</div>
</div>
`;

export const accountProfile = `<% const t = it.frame.texts, v = it.view.profile %>
<section class="panel" id="profile" aria-labelledby="profile-title">
<div class="panel-head"><h2 id="profile-title"><%= t.account.profile.title %></h2><p><%= t.account.profile.lead %></p></div>
<% if (it.message) { %><%~ include('@alert', it) %><% } %>
<form method="post" action="<%= it.view.actions.profile %>">
<%~ include('@csrf', it) %>
<div class="field">
<label for="email"><%= t.fields.email %></label>
<div class="with-badge"><input id="email" type="email" value="<%= v.email %>" readonly>
<span class="badge<%= v.emailVerified ? ' good' : '' %>"><%= v.emailVerified ? t.account.verified : t.account.unverified %></span></div>
</div>
<div class="field">
<label for="name"><%= t.fields.name %></label>
<input id="name" name="name" type="text" autocomplete="name" required maxlength="200" value="<%= v.name %>"<%~ it.message ? ' aria-invalid="true" aria-describedby="error" autofocus' : '' %>>
</div>
<div class="pair">
<div class="field">
<label for="locale"><%= t.fields.language %></label>
<select id="locale" name="locale">
<option value=""><%= t.fields.browserLanguage %></option>
<% it.view.locales.forEach((language) => { %>
<option value="<%= language.locale %>" lang="<%= language.locale %>"<%= language.locale === v.locale ? ' selected' : '' %>><%= language.name %></option>
<% }) %>
</select>
</div>
<div class="field">
<label for="zoneinfo"><%= t.fields.timeZone %></label>
<select id="zoneinfo" name="zoneinfo" aria-describedby="zoneinfo-hint">
<option value=""><%= t.fields.noTimeZone %></option>
<% v.zones.forEach((zone) => { %>
<option<%= zone === v.zoneinfo ? ' selected' : '' %>><%= zone %></option>
<% }) %>
</select>
</div>
</div>
<p class="hint" id="zoneinfo-hint"><%= t.fields.timeZoneHint %></p>
<button class="button primary fit" type="submit"><%= t.account.profile.save %></button>
</form>
</section>
`;

export const accountPassword = `<% const t = it.frame.texts, v = it.view %>
<section class="panel" id="password" aria-labelledby="password-title">
<div class="panel-head"><h2 id="password-title"><%= t.account.password.title %></h2><p><%= t.account.password.lead %></p></div>
<% if (it.message) { %><%~ include('@alert', it) %><% } %>
<form method="post" action="<%= v.actions.password %>">
<%~ include('@csrf', it) %>
<input class="off" type="email" autocomplete="username" value="<%= v.profile.email %>" readonly tabindex="-1" aria-hidden="true">
<div class="field">
<label for="current-password"><%= t.fields.currentPassword %></label>
<input id="current-password" name="current_password" type="password" autocomplete="current-password" required<%~ it.message ? ' aria-describedby="error" autofocus' : '' %>>
</div>
<div class="field">
<label for="new-password"><%= t.fields.newPassword %></label>
<input id="new-password" name="password" type="password" autocomplete="new-password" required minlength="<%= it.frame.passwordMinimum %>" aria-describedby="new-password-hint">
<p class="hint" id="new-password-hint"><%= t.fields.passwordHint(it.frame.passwordMinimum) %></p>
</div>
<button class="button primary fit" type="submit"><%= t.account.password.save %></button>
</form>
</section>
`;
