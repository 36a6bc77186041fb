const check = `<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" d="m3.5 8.5 3 3 6-7"/></svg>`;

const notice = `<% if (v.notice) { %><p class="notice" role="status">${check}<span><%= t.notices[v.notice] %></span></p><% } %>`;

export const operator = `<% const t = it.frame.texts.operator, f = t.fields, v = it.view %>
<% const errors = Object.fromEntries(Object.entries(v.problem ? v.problem.fields : {}).map(([name, error]) => [name, t.errors[error]])), values = v.typed %>
<% layout('@layout', { title: t.title, wide: true }) %>
<h1><%= t.title %></h1>
<p class="lead"><%= t.lead %></p>
${notice}
<div class="stack">
<section class="panel" aria-label="<%= t.title %>">
<ul class="rows">
<% v.instances.forEach((instance) => { %>
<li>
<span class="monogram" aria-hidden="true"><%= [...instance.title][0] %></span>
<div class="row-text">
<strong><a href="<%= instance.href %>"><%= instance.title %></a><%~ include('@operator-badges', { t, instance }) %></strong>
<span class="muted break"><code><%= instance.name %></code> · <%= instance.issuer %></span>
</div>
</li>
<% }) %>
</ul>
</section>
<section class="panel" id="new" aria-labelledby="new-title">
<div class="panel-head"><h2 id="new-title"><%= t.create.title %></h2><p><%= t.create.lead %></p></div>
<% if (v.problem) { %><%~ include('@alert', { message: t.errors[v.problem.error] }) %><% } %>
<form method="post" action="<%= v.action %>">
<%~ include('@csrf', it) %>
<div class="pair">
<%~ include('@operator-input', { values, errors, name: 'name', label: f.name, hint: f.nameHint, attributes: { required: '', minlength: 2, maxlength: 63, autocapitalize: 'none', spellcheck: 'false' } }) %>
<%~ include('@operator-input', { values, errors, name: 'title', label: f.title, hint: f.titleHint, attributes: { required: '', maxlength: 200 } }) %>
</div>
<button class="button primary fit" type="submit"><%= t.create.submit %></button>
</form>
</section>
</div>
`;

export const operatorInstance = `<% const t = it.frame.texts.operator, v = it.view, a = t.availability, problem = v.problem %>
<% const failed = (section) => problem && problem.section === section %>
<% const errors = Object.fromEntries(Object.entries(problem ? problem.fields : {}).map(([name, error]) => [name, t.errors[error]])) %>
<% layout('@layout', { title: v.instance.title, wide: true }) %>
<p class="crumb"><a href="<%= v.listHref %>">‹ <%= t.back %></a></p>
<div class="app-head"><span class="monogram large" aria-hidden="true"><%= [...v.instance.title][0] %></span>
<div><h1><%= v.instance.title %></h1>
<span class="muted break"><code><%= v.instance.issuer %></code><%~ include('@operator-badges', { t, instance: v.instance }) %></span></div></div>
${notice}
<div class="account">
<nav class="sections" aria-label="<%= t.navigation %>">
<% if (v.instance.status !== 'deleting') { Object.entries(t.sections).forEach(([section, { title }]) => { %>
<a href="#<%= section %>"><%= title %></a>
<% }) } %>
<a href="#availability"><%= a.title %></a>
</nav>
<div class="panels">
<% if (v.instance.status !== 'deleting') { %>
<form class="operator-form" method="post" action="<%= v.actions.settings %>">
<%~ include('@csrf', it) %>
<% if (failed('settings')) { %><%~ include('@alert', { message: t.errors[problem.error] }) %><% } %>
<%~ include('@operator-settings', { t, values: v.settings, errors, locales: v.locales, algorithms: v.algorithms }) %>
<div class="operator-save"><button class="button primary fit" type="submit"><%= t.save %></button></div>
</form>
<% } %>
<section class="panel" id="availability" aria-labelledby="availability-title">
<div class="panel-head"><h2 id="availability-title"><%= a.title %></h2><p><%= v.instance.isDefault ? a.isDefault : a[v.instance.status] %></p></div>
<% if (failed('status')) { %><%~ include('@alert', { message: t.errors[problem.error] }) %><% } %>
<% if (!v.instance.isDefault && v.instance.status === 'active') { %>
<details class="fold">
<summary><%= a.suspend %></summary>
<form method="post" action="<%= v.actions.suspend %>">
<%~ include('@csrf', it) %>
<p><%= a.suspendWarning %></p>
<button class="button danger fit" type="submit"><%= a.suspendSubmit %></button>
</form>
</details>
<% } else if (!v.instance.isDefault && v.instance.status === 'suspended') { %>
<form method="post" action="<%= v.actions.activate %>">
<%~ include('@csrf', it) %>
<button class="button fit" type="submit"><%= a.activate %></button>
</form>
<details class="fold"<%~ failed('status') ? ' open' : '' %>>
<summary><%= a.remove %></summary>
<form method="post" action="<%= v.actions.remove %>">
<%~ include('@csrf', it) %>
<p><%= a.removeWarning %></p>
<%~ include('@operator-input', { values: {}, errors, name: 'confirm', label: a.confirm(v.instance.name), attributes: { required: '', maxlength: 63, autocapitalize: 'none', spellcheck: 'false' } }) %>
<button class="button danger fit" type="submit"><%= a.removeSubmit %></button>
</form>
</details>
<% } %>
</section>
</div>
</div>
`;

const badges = `<% if (it.instance.status !== 'active') { %> <span class="badge bad"><%= it.t.status[it.instance.status] %></span><% } %><% if (it.instance.isDefault) { %> <span class="badge"><%= it.t.isDefault %></span><% } %>`;

/** What is wrong with a field, and what it is for; `described` names both for who does not see them beside it. */
const remarks = `<% if (it.error) { %><p class="field-error" id="<%= it.id %>-error"><%= it.error %></p><% } %><% if (it.hint) { %><p class="hint" id="<%= it.id %>-hint"><%= it.hint %></p><% } %>`;

const marks = `<% const id = it.name.replaceAll('_', '-'), error = it.errors[it.name], value = it.values[it.name] ?? '' %>
<% const described = [error && id + '-error', it.hint && id + '-hint'].filter(Boolean).join(' ') %>`;
const described = `<% if (error) { %> aria-invalid="true"<% } %><% if (described) { %> aria-describedby="<%= described %>"<% } %>`;

const input = `${marks}
<div class="field">
<label for="<%= id %>"><%= it.label %></label>
<input id="<%= id %>" name="<%= it.name %>" type="<%= it.type ?? 'text' %>" autocomplete="off" value="<%= value %>"<% Object.entries(it.attributes ?? {}).forEach(([key, text]) => { %> <%= key %>="<%= text %>"<% }) %>${described}>
<%~ include('@operator-remarks', { id, error, hint: it.hint }) %>
</div>
`;

const area = `${marks}
<div class="field">
<label for="<%= id %>"><%= it.label %></label>
<textarea id="<%= id %>" name="<%= it.name %>" rows="3" autocapitalize="none" spellcheck="false"${described}><%= value %></textarea>
<%~ include('@operator-remarks', { id, error, hint: it.hint }) %>
</div>
`;

const select = `${marks}
<div class="field">
<label for="<%= id %>"><%= it.label %></label>
<select id="<%= id %>" name="<%= it.name %>"${described}>
<% it.options.forEach(([choice, text]) => { %>
<option value="<%= choice %>"<%~ choice === value ? ' selected' : '' %>><%= text %></option>
<% }) %>
</select>
<%~ include('@operator-remarks', { id, error, hint: it.hint }) %>
</div>
`;

const settings = `<% const t = it.t, f = t.fields, { values, errors } = it %>
<% const seconds = { inputmode: 'numeric', maxlength: 5 }, plain = { autocapitalize: 'none', spellcheck: 'false' } %>
<% const allowed = [['', f.socialAllowed], ['no', f.socialForbidden]] %>
<section class="panel" id="general" aria-labelledby="general-title">
<div class="panel-head"><h2 id="general-title"><%= t.sections.general.title %></h2><p><%= t.sections.general.lead %></p></div>
<%~ include('@operator-input', { values, errors, name: 'title', label: f.title, hint: f.titleHint, attributes: { required: '', maxlength: 200 } }) %>
<%~ include('@operator-select', { values, errors, name: 'locale', label: f.locale, options: it.locales.map(({ locale, name }) => [locale, name]) }) %>
</section>
<section class="panel" id="tokens" aria-labelledby="tokens-title">
<div class="panel-head"><h2 id="tokens-title"><%= t.sections.tokens.title %></h2><p><%= t.sections.tokens.lead %></p></div>
<div class="pair">
<%~ include('@operator-input', { values, errors, name: 'access_token_lifetime', label: f.accessTokenLifetime, hint: f.accessTokenLifetimeHint, attributes: seconds }) %>
<%~ include('@operator-input', { values, errors, name: 'password_token_lifetime', label: f.passwordTokenLifetime, hint: f.passwordTokenLifetimeHint, attributes: seconds }) %>
</div>
<%~ include('@operator-select', { values, errors, name: 'access_token_format', label: f.accessTokenFormat, options: [['jwt', f.jwt], ['opaque', f.opaque]] }) %>
<div class="pair">
<%~ include('@operator-select', { values, errors, name: 'algorithm', label: f.algorithm, options: it.algorithms.map((name) => [name, name]) }) %>
<%~ include('@operator-select', { values, errors, name: 'require_pkce', label: f.requirePkce, options: [['', f.asTheService], ['yes', f.pkceAll], ['no', f.pkcePublic]] }) %>
</div>
</section>
<section class="panel" id="people" aria-labelledby="people-title">
<div class="panel-head"><h2 id="people-title"><%= t.sections.people.title %></h2><p><%= t.sections.people.lead %></p></div>
<div class="pair">
<%~ include('@operator-select', { values, errors, name: 'sign_up', label: f.signUp, options: [['open', f.signUpOpen], ['closed', f.signUpClosed]] }) %>
<%~ include('@operator-input', { values, errors, name: 'password_minimum', label: f.passwordMinimum, hint: f.passwordMinimumHint, attributes: { inputmode: 'numeric', maxlength: 2 } }) %>
</div>
<div class="pair">
<%~ include('@operator-select', { values, errors, name: 'social_enabled', label: f.socialEnabled, options: values.social_enabled === 'yes' ? [['yes', f.socialAllowed], allowed[1]] : allowed }) %>
<%~ include('@operator-select', { values, errors, name: 'social_linking', label: f.socialLinking, options: values.social_linking === 'yes' ? [['yes', f.socialAllowed], allowed[1]] : allowed }) %>
</div>
<%~ include('@operator-area', { values, errors, name: 'social_providers', label: f.socialProviders, hint: f.socialProvidersHint }) %>
</section>
<section class="panel" id="origins" aria-labelledby="origins-title">
<div class="panel-head"><h2 id="origins-title"><%= t.sections.origins.title %></h2><p><%= t.sections.origins.lead %></p></div>
<%~ include('@operator-area', { values, errors, name: 'allowed_origins', label: f.allowedOrigins, hint: f.allowedOriginsHint }) %>
</section>
<section class="panel" id="branding" aria-labelledby="branding-title">
<div class="panel-head"><h2 id="branding-title"><%= t.sections.branding.title %></h2><p><%= t.sections.branding.lead %></p></div>
<div class="pair">
<%~ include('@operator-input', { values, errors, name: 'branding_name', label: f.brandName, hint: f.brandNameHint, attributes: { maxlength: 200 } }) %>
<%~ include('@operator-input', { values, errors, name: 'branding_colour', label: f.colour, hint: f.colourHint, attributes: { ...plain, maxlength: 7 } }) %>
</div>
<%~ include('@operator-input', { values, errors, name: 'branding_logo', label: f.logo, hint: f.logoHint, type: 'url', attributes: { ...plain, maxlength: 2048, placeholder: 'https://' } }) %>
</section>
`;

export const OPERATOR_PARTIALS: Readonly<Record<string, string>> = {
  'operator-badges': badges,
  'operator-remarks': remarks,
  'operator-input': input,
  'operator-area': area,
  'operator-select': select,
  'operator-settings': settings,
};
