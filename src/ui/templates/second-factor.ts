/** The second step of a sign-in. A backup code has letters in it, so its field has another keyboard. */
export const signInOtp = `<% const t = it.frame.texts.secondFactor.signIn, v = it.view %>
<% layout('@layout', { title: t.title }) %>
<section class="card">
<h1><%= t.title %></h1>
<p class="lead"><%= t.lead %></p>
<% if (v.error) { %><%~ include('@alert', { message: it.frame.texts.errors[v.error] }) %><% } %>
<form method="post" action="<%= v.action %>">
<%~ include('@csrf', it) %>
<input type="hidden" name="proof" value="<%= v.proof %>">
<div class="field">
<label for="otp"><%= t.code %></label>
<input id="otp" class="device-code" name="otp" type="text" inputmode="numeric" autocomplete="one-time-code" autocorrect="off" spellcheck="false" required maxlength="10"<%~ v.error ? ' aria-invalid="true" aria-describedby="error"' : '' %> autofocus>
</div>
<button class="button primary" type="submit"><%= t.submit %></button>
</form>
<details class="confirm other-way">
<summary><%= t.lost %></summary>
<form method="post" action="<%= v.action %>">
<%~ include('@csrf', it) %>
<input type="hidden" name="proof" value="<%= v.proof %>">
<p class="hint"><%= t.lostLead %></p>
<div class="field">
<label for="backup-code"><%= t.backupCode %></label>
<input id="backup-code" class="code-text" name="otp" type="text" autocomplete="off" autocapitalize="none" autocorrect="off" spellcheck="false" required maxlength="32" placeholder="xxxx-xxxx-xxxx">
</div>
<button class="button" type="submit"><%= t.submit %></button>
</form>
</details>
<p class="aside"><a href="<%= v.action %>"><%= t.otherAccount %></a></p>
</section>
`;

export const secondFactorSetup = `<% const t = it.frame.texts.secondFactor.setup, v = it.view %>
<% layout('@layout', { title: t.title }) %>
<section class="card">
<h1><%= t.title %></h1>
<p class="lead"><%= t.lead %></p>
<% if (v.error) { %><%~ include('@alert', { message: it.frame.texts.errors[v.error] }) %><% } %>
<h2 class="step"><%= t.scan %></h2>
<div class="qr" role="img" aria-label="<%= t.qr %>"><%~ v.qr %></div>
<p class="hint"><%= t.type %></p>
<p class="secret-key"><code id="secret"><%= v.secret.match(/.{1,4}/g).join(' ') %></code></p>
<p class="hint"><a href="<%= v.uri %>"><%= t.openApp %></a></p>
<h2 class="step"><%= t.enter %></h2>
<form method="post" action="<%= v.action %>">
<%~ include('@csrf', it) %>
<input type="hidden" name="secret" value="<%= v.secret %>">
<div class="field">
<label for="otp"><%= t.code %></label>
<input id="otp" class="device-code" name="otp" type="text" inputmode="numeric" autocomplete="one-time-code" autocorrect="off" spellcheck="false" required maxlength="10"<%~ v.error ? ' aria-invalid="true" aria-describedby="error" autofocus' : '' %>>
</div>
<button class="button primary" type="submit"><%= t.submit %></button>
</form>
<p class="aside"><a href="<%= v.securityHref %>"><%= t.cancel %></a></p>
</section>
`;

export const secondFactorCodes = `<% const t = it.frame.texts.secondFactor.codes, v = it.view %>
<% layout('@layout', { title: t.title }) %>
<section class="card">
<h1><%= t.title %></h1>
<p class="lead"><%= t.lead %> <strong><%= t.once %></strong></p>
<div class="field codes-field">
<label for="codes"><%= t.label %></label>
<textarea id="codes" class="code-text backup-codes" rows="<%= v.codes.length %>" cols="16" readonly spellcheck="false"><%= v.codes.join('\\n') %></textarea>
<button class="button small fit" type="button" data-copy="codes" data-done="<%= t.copied %>" hidden><%= t.copy %></button>
</div>
<p class="hint"><%= t.print %></p>
<a class="button primary" href="<%= v.doneHref %>"><%= t.done %></a>
</section>
<script src="<%= it.frame.assets.copyScript %>" defer></script>
`;

const proofFields = `<% const t = it.frame.texts, s = it.section %>
<input class="off" type="email" autocomplete="username" value="<%= s.email %>" readonly tabindex="-1" aria-hidden="true">
<% if (s.hasPassword) { %>
<div class="field">
<label for="<%= it.prefix %>-password"><%= t.fields.currentPassword %></label>
<input id="<%= it.prefix %>-password" name="current_password" type="password" autocomplete="current-password" required>
</div>
<% } %>
<% if (it.withCode) { %>
<div class="field">
<label for="<%= it.prefix %>-otp"><%= t.secondFactor.section.code %></label>
<input id="<%= it.prefix %>-otp" class="code-text" name="otp" type="text" autocomplete="one-time-code" autocapitalize="none" autocorrect="off" spellcheck="false" required maxlength="32">
</div>
<% } %>
`;

const section = `<% const t = it.frame.texts.secondFactor.section, s = it.section, open = (name) => it.shown?.open === name ? ' open' : '' %>
<p class="panel-lead"><%= t.lead %></p>
<% if (it.message) { %><%~ include('@alert', it) %><% } %>
<% if (!s.isOn) { %>
<form method="post" action="<%= s.actions.start %>">
<%~ include('@csrf', it) %>
<%~ include('@second-factor-proof', { ...it, prefix: 'second-factor-start', withCode: false }) %>
<button class="button primary fit" type="submit"><%= t.start %></button>
</form>
<% } else { %>
<p class="factor-state"><span class="badge good"><%= t.on %></span> <span class="muted"><%= t.since %> <%~ include('@moment', { moment: s.since }) %> · <%= t.remaining(s.remainingCodes) %></span></p>
<% if (s.remainingCodes < 3) { %><p class="hint"><strong><%= t.few %></strong></p><% } %>
<details class="confirm"<%~ open('codes') %>>
<summary class="button small"><%= t.renew %></summary>
<form method="post" action="<%= s.actions.renew %>">
<%~ include('@csrf', it) %>
<p class="hint"><%= t.renewLead %></p>
<%~ include('@second-factor-proof', { ...it, prefix: 'second-factor-renew', withCode: true }) %>
<button class="button primary fit" type="submit"><%= t.renewConfirm %></button>
</form>
</details>
<details class="confirm"<%~ open('off') %>>
<summary class="button small danger"><%= t.turnOff %></summary>
<form method="post" action="<%= s.actions.turnOff %>">
<%~ include('@csrf', it) %>
<p class="hint"><%= t.turnOffLead %></p>
<%~ include('@second-factor-proof', { ...it, prefix: 'second-factor-off', withCode: true }) %>
<button class="button danger-fill fit" type="submit"><%= t.turnOffConfirm %></button>
</form>
</details>
<% } %>
`;

export const SECOND_FACTOR_PARTIALS: Readonly<Record<string, string>> = {
  'second-factor-section': section,
  'second-factor-proof': proofFields,
};
