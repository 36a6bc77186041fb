export const account = `<% const t = it.frame.texts, v = it.view, message = v.problem ? t.errors[v.problem.error] : '' %>
<% layout('@layout', { title: t.account.title, wide: true }) %>
<h1><%= t.account.title %></h1>
<% if (v.notice) { %>
<p class="notice" role="status"><svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" d="m3.5 8.5 3 3 6-7"/></svg><span><%= t.account.notices[v.notice] %></span></p>
<% } %>
<div class="account">
<nav class="sections" aria-label="<%= t.account.navigation %>">
<% ['profile', 'apps'].forEach((section) => { %>
<a href="#<%= section %>"><%= t.account[section].title %></a>
<% }) %>
<a href="<%= v.securityHref %>"><%= t.security.title %></a>
</nav>
<div class="panels">
<%~ include('@account-profile', { ...it, message }) %>
<%~ include('@account-apps', it) %>
<section class="panel" aria-labelledby="security-title">
<div class="panel-head"><h2 id="security-title"><%= t.security.title %></h2><p><%= t.account.security %></p></div>
<p class="onward"><a class="button fit" href="<%= v.securityHref %>"><%= t.account.toSecurity %></a></p>
</section>
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
