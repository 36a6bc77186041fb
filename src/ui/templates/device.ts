/** RFC 8628 §3.3: the code is typed, or comes with the link and is compared. */
export const device = `<% const t = it.frame.texts, v = it.view %>
<% layout('@layout', { title: t.device.title }) %>
<section class="card">
<h1><%= t.device.title %></h1>
<p class="lead"><%= v.isPrefilled ? t.device.leadPrefilled : t.device.lead %></p>
<% if (v.error) { %><%~ include('@alert', { message: t.errors[v.error] }) %><% } %>
<form method="post" action="<%= v.action %>">
<%~ include('@csrf', it) %>
<div class="field">
<label for="code"><%= t.device.code %></label>
<input id="code" class="device-code" name="code" type="text" autocomplete="off" autocapitalize="characters" autocorrect="off" spellcheck="false" required maxlength="20" placeholder="XXXX-XXXX" value="<%= v.code %>"<%~ v.error ? ' aria-invalid="true" aria-describedby="error"' : '' %><%~ v.isPrefilled ? '' : ' autofocus' %>>
</div>
<button class="button primary" type="submit"><%= t.device.submit %></button>
</form>
</section>
`;

/** RFC 8628 §5.4: who asks, for what, and the code to compare, before anything is allowed. */
export const deviceConfirm = `<% const t = it.frame.texts, v = it.view, o = v.organizations, named = o?.isNamed ? o.choices[0] : undefined %>
<% const title = !o ? t.consent.title(v.client.name) : named ? t.consent.organization.titleNamed(v.client.name, named.name) : t.consent.organization.title(v.client.name) %>
<% layout('@layout', { title }) %>
<section class="card">
<%~ include('@app-head', it) %>
<h1><%= title %></h1>
<% if (v.error) { %><%~ include('@alert', { message: t.errors[v.error] }) %><% } %>
<div class="device-compare"><span><%= t.device.confirm.compare %></span><strong class="device-code"><%= v.code %></strong></div>
<form method="post" action="<%= v.action %>">
<%~ include('@csrf', it) %>
<%~ include('@consent-choices', it) %>
<p class="hint"><strong><%= t.device.confirm.warning(v.client.name) %></strong></p>
<div class="choice">
<button class="button" type="submit" name="decision" value="deny" formnovalidate><%= t.consent.deny %></button>
<button class="button primary" type="submit" name="decision" value="allow"><%= o ? t.consent.organization.allow : t.consent.allow %></button>
</div>
</form>
<div class="aside">
<p><%= t.frame.signedInAs %> <strong><%= v.person.email %></strong>
<a href="<%= v.otherAccountHref %>"><%= t.consent.notYou %></a></p>
<p><a href="<%= v.otherCodeHref %>"><%= t.device.confirm.other %></a></p>
</div>
</section>
`;

export const deviceDone = `<% const t = it.frame.texts.device, v = it.view, s = v.decision === 'allow' ? t.allowed : t.denied %>
<% layout('@layout', { title: s.title }) %>
<section class="card">
<h1><%= s.title %></h1>
<p class="lead"><%= s.lead(v.appTitle) %></p>
</section>
`;
