const check = `<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" d="m3.5 8.5 3 3 6-7"/></svg>`;
const chevron = `<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" d="m6 3.5 4.5 4.5L6 12.5"/></svg>`;

/** What was done: `it.notice` is the name of one of our own texts. */
const orgNotice = `<% if (it.notice) { %>
<p class="notice" role="status">${check}<span><%= it.frame.texts.organizations.notices[it.notice] %></span></p>
<% } %>`;

/** The name of one organization, and the way around in its pages. \`it.head\`, and \`it.current\` for the page. */
const orgHead = `<% const t = it.frame.texts.organizations, head = it.head %>
<p class="crumb"><a href="<%= it.frame.paths.organizations %>"><%= t.title %></a></p>
<div class="org-title">
<span class="monogram large" aria-hidden="true"><%= [...head.name][0] %></span>
<h1><%= head.name %></h1>
<% if (head.suspended) { %><span class="badge bad"><%= t.suspended %></span><% } %>
</div>
<% if (head.suspended) { %><p class="alert"><span><%= t.details.suspendedLead %></span></p><% } %>`;

const orgNav = `<% const t = it.frame.texts.organizations, head = it.head, here = it.current === 'organization' ? '' : head.href %>
<nav class="sections" aria-label="<%= t.sections.label %>">
<% ['details', 'members'].concat(head.invitations ? ['invitations'] : []).forEach((section) => { %>
<a href="<%= here %>#<%= section %>"><%= t.sections[section] %></a>
<% }) %>
<a href="<%= head.appsHref %>"<%~ it.current === 'apps' ? ' aria-current="page"' : '' %>><%= t.sections.apps %></a>
<% if (head.apiKeysHref) { %><a href="<%= head.apiKeysHref %>"<%~ it.current === 'api-keys' ? ' aria-current="page"' : '' %>><%= it.frame.texts.apiKeys.sectionTitle %></a><% } %>
<a href="<%= here %>#status"><%= t.sections.status %></a>
</nav>`;

/** The ways on and back: \`it.paging\`. */
const paging = `<% const t = it.frame.texts.organizations.paging %><% if (it.paging.previous || it.paging.next) { %>
<nav class="paging" aria-label="<%= t.label %>">
<% if (it.paging.previous) { %><a class="button small quiet" rel="prev" href="<%= it.paging.previous %>"><%= t.previous %></a><% } %>
<% if (it.paging.next) { %><a class="button small quiet" rel="next" href="<%= it.paging.next %>"><%= t.next %></a><% } %>
</nav>
<% } %>`;

/** A list of countries: \`it.id\`, \`it.countries\`, \`it.countryCode\`. */
const countrySelect = `<% const t = it.frame.texts.organizations.fields %><select id="<%= it.id %>" name="country_code">
<option value=""><%= t.noCountry %></option>
<% it.countries.forEach((country) => { %>
<option value="<%= country.code %>"<%= country.code === it.countryCode ? ' selected' : '' %>><%= country.name %></option>
<% }) %>
</select>`;

/** Checkboxes: \`it.prefix\` makes their ids, \`it.choices\`. */
const roleBoxes = `<div class="checks">
<% it.choices.forEach((choice) => { %>
<label for="<%= it.prefix %>-<%= choice.role %>"><input id="<%= it.prefix %>-<%= choice.role %>" type="checkbox" name="role" value="<%= choice.role %>"<%= choice.checked ? ' checked' : '' %>><span><%= choice.label %></span></label>
<% }) %>
</div>`;

/** A button that asks once more: \`it.label\`, \`it.lead\`, \`it.action\`, \`it.confirm\`; \`it.aria\` where the label alone says too little. */
const confirm = `<details class="confirm">
<summary class="button quiet small<%= it.danger ? ' danger' : '' %>"<% if (it.aria) { %> aria-label="<%= it.aria %>"<% } %>><%= it.label %></summary>
<form method="post" action="<%= it.action %>">
<%~ include('@csrf', it) %>
<p><%= it.lead %></p>
<button class="button small<%= it.danger ? ' danger-fill' : ' primary' %>" type="submit"><%= it.confirm %></button>
</form>
</details>`;

export const organizations = `<% const t = it.frame.texts.organizations, v = it.view %>
<% layout('@layout', { title: t.title, wide: true }) %>
<h1><%= t.title %></h1>
<p class="lead"><%= t.lead %></p>
<%~ include('@org-notice', { ...it, notice: v.notice }) %>
<div class="org-list">
<section class="panel" aria-labelledby="own-title">
<h2 id="own-title" class="off"><%= t.title %></h2>
<% if (v.organizations.length === 0) { %><p class="empty"><%= t.none %></p><% } else { %>
<ul class="rows links">
<% v.organizations.forEach((organization) => { %>
<li><a href="<%= organization.href %>">
<span class="monogram" aria-hidden="true"><%= [...organization.name][0] %></span>
<span class="row-text"><strong><%= organization.name %><% if (organization.suspended) { %> <span class="badge bad"><%= t.suspended %></span><% } %></strong>
<span class="muted"><%= organization.roles.join(', ') %></span></span>
<span class="chevron">${chevron}</span>
</a></li>
<% }) %>
</ul>
<% } %>
</section>
<section class="panel" id="create" aria-labelledby="create-title">
<div class="panel-head"><h2 id="create-title"><%= t.create.title %></h2><p><%= t.create.lead %></p></div>
<% if (v.error) { %><%~ include('@alert', { ...it, message: t.errors[v.error] }) %><% } %>
<form method="post" action="<%= v.action %>">
<%~ include('@csrf', it) %>
<div class="pair">
<div class="field"><label for="name"><%= t.fields.name %></label>
<input id="name" name="name" type="text" autocomplete="organization" required maxlength="200" value="<%= v.typed.name %>"<%~ v.error ? ' aria-invalid="true" aria-describedby="error" autofocus' : '' %>></div>
<div class="field"><label for="country"><%= t.fields.country %></label>
<%~ include('@country-select', { ...it, id: 'country', countries: v.countries, countryCode: v.typed.countryCode }) %></div>
</div>
<button class="button primary fit" type="submit"><%= t.create.submit %></button>
</form>
</section>
</div>
`;

export const organization = `<% const t = it.frame.texts.organizations, v = it.view, problem = (section) => v.problem && v.problem.section === section ? t.errors[v.problem.error] : '' %>
<% layout('@layout', { title: v.head.name, wide: true }) %>
<%~ include('@org-head', { ...it, head: v.head }) %>
<%~ include('@org-notice', { ...it, notice: v.notice }) %>
<div class="account">
<%~ include('@org-nav', { ...it, head: v.head, current: 'organization' }) %>
<div class="panels">
<%~ include('@org-details', { ...it, message: problem('details') }) %>
<%~ include('@org-members', { ...it, message: problem('members') }) %>
<% if (v.invitations) { %><%~ include('@org-invitations', { ...it, message: problem('invitations') }) %><% } %>
<%~ include('@org-status', { ...it, message: problem('status') }) %>
</div>
</div>
`;

const orgDetails = `<% const t = it.frame.texts.organizations, d = it.view.details %>
<section class="panel" id="details" aria-labelledby="details-title">
<div class="panel-head"><h2 id="details-title"><%= t.sections.details %></h2><p><%= t.details.lead %></p></div>
<% if (it.message) { %><%~ include('@alert', it) %><% } %>
<% if (d.action) { %>
<form method="post" action="<%= d.action %>">
<%~ include('@csrf', it) %>
<div class="pair">
<div class="field"><label for="name"><%= t.fields.name %></label>
<input id="name" name="name" type="text" autocomplete="off" required maxlength="200" value="<%= d.name %>"<%~ it.message ? ' aria-invalid="true" aria-describedby="error" autofocus' : '' %>></div>
<div class="field"><label for="country"><%= t.fields.country %></label>
<%~ include('@country-select', { ...it, id: 'country', countries: d.countries, countryCode: d.countryCode }) %></div>
</div>
<button class="button primary fit" type="submit"><%= t.details.save %></button>
</form>
<% } else { %>
<dl class="facts"><div><dt><%= t.fields.name %></dt><dd><%= it.view.head.name %></dd></div>
<% if (d.country) { %><div><dt><%= t.fields.country %></dt><dd><%= d.country %></dd></div><% } %>
<div><dt><%= t.details.since %></dt><dd><%~ include('@moment', { moment: d.since }) %></dd></div></dl>
<% } %>
</section>
`;

const orgMembers = `<% const t = it.frame.texts.organizations, m = it.view.members %>
<section class="panel" id="members" aria-labelledby="members-title">
<div class="panel-head"><h2 id="members-title"><%= t.sections.members %></h2><p><%= t.members.lead(m.total) %></p></div>
<% if (it.message) { %><%~ include('@alert', it) %><% } %>
<ul class="rows people">
<% m.rows.forEach((member) => { %>
<li>
<span class="monogram" aria-hidden="true"><%= [...member.name][0] %></span>
<div class="row-text">
<strong><%= member.name %><% if (member.you) { %> <span class="badge good"><%= t.members.you %></span><% } %></strong>
<span class="muted"><% if (member.email) { %><span class="break"><%= member.email %></span> · <% } %><%= t.members.since %> <%~ include('@moment', { moment: member.since }) %></span>
<span class="chips"><% member.roles.forEach((role) => { %><span class="badge"><%= role %></span> <% }) %></span>
</div>
<% if (member.change || member.removeAction) { %>
<div class="row-actions">
<% if (member.change) { %>
<details class="confirm">
<summary class="button quiet small" aria-label="<%= t.members.rolesOf(member.name) %>"><%= t.members.changeRoles %></summary>
<form method="post" action="<%= member.change.action %>">
<%~ include('@csrf', it) %>
<fieldset><legend class="off"><%= t.members.rolesOf(member.name) %></legend>
<%~ include('@role-boxes', { prefix: 'role-' + member.id, choices: member.change.choices }) %></fieldset>
<button class="button small primary" type="submit"><%= t.members.saveRoles %></button>
</form>
</details>
<% } %>
<% if (member.removeAction) { %>
<%~ include('@confirm', { ...it, label: t.members.remove, aria: t.members.removeOf(member.name), lead: t.members.removeLead(member.name), action: member.removeAction, confirm: t.members.removeConfirm, danger: true }) %>
<% } %>
</div>
<% } %>
</li>
<% }) %>
</ul>
<%~ include('@paging', { ...it, paging: m.paging }) %>
</section>
`;

const orgInvitations = `<% const t = it.frame.texts.organizations, i = it.view.invitations %>
<section class="panel" id="invitations" aria-labelledby="invitations-title">
<div class="panel-head"><h2 id="invitations-title"><%= t.sections.invitations %></h2><p><%= t.invitations.lead %></p></div>
<% if (it.message) { %><%~ include('@alert', it) %><% } %>
<% if (i.invite) { %>
<form method="post" action="<%= i.invite.action %>">
<%~ include('@csrf', it) %>
<div class="field"><label for="email"><%= t.fields.email %></label>
<input id="email" name="email" type="email" autocomplete="off" required maxlength="320" value="<%= i.invite.email %>"<%~ it.message ? ' aria-invalid="true" aria-describedby="error" autofocus' : '' %>></div>
<fieldset class="field"><legend><%= t.fields.roles %></legend>
<%~ include('@role-boxes', { prefix: 'invite', choices: i.invite.choices }) %></fieldset>
<button class="button primary fit" type="submit"><%= t.invitations.submit %></button>
</form>
<% } %>
<h3><%= t.invitations.pending %></h3>
<% if (i.rows.length === 0) { %><p class="hint"><%= t.invitations.none %></p><% } else { %>
<ul class="rows people">
<% i.rows.forEach((row) => { %>
<li>
<div class="row-text">
<strong class="break"><%= row.email %></strong>
<span class="muted"><%= t.invitations.sent %> <%~ include('@moment', { moment: row.sent }) %>, <%= t.invitations.until %> <%~ include('@moment', { moment: row.until }) %></span>
<span class="chips"><% row.roles.forEach((role) => { %><span class="badge"><%= role %></span> <% }) %></span>
</div>
<% if (row.revokeAction) { %>
<div class="row-actions"><form method="post" action="<%= row.revokeAction %>"><%~ include('@csrf', it) %><button class="button quiet small" type="submit" aria-label="<%= t.invitations.revokeOf(row.email) %>"><%= t.invitations.revoke %></button></form></div>
<% } %>
</li>
<% }) %>
</ul>
<% } %>
</section>
`;

const orgStatus = `<% const t = it.frame.texts.organizations, s = it.view.status, name = it.view.head.name %>
<section class="panel" id="status" aria-labelledby="status-title">
<div class="panel-head"><h2 id="status-title"><%= t.sections.status %></h2><p><%= t.status.lead %></p></div>
<% if (it.message) { %><%~ include('@alert', it) %><% } %>
<ul class="steps">
<% if (s.activateAction) { %><li><%~ include('@confirm', { ...it, label: t.status.activate, lead: t.status.activateLead, action: s.activateAction, confirm: t.status.activateConfirm }) %></li><% } %>
<li><%~ include('@confirm', { ...it, label: t.status.leave, lead: t.status.leaveLead(name), action: s.leaveAction, confirm: t.status.leaveConfirm, danger: true }) %></li>
<% if (s.suspendAction) { %><li><%~ include('@confirm', { ...it, label: t.status.suspend, lead: t.status.suspendLead, action: s.suspendAction, confirm: t.status.suspendConfirm, danger: true }) %></li><% } %>
<% if (s.removeAction) { %><li>
<details class="confirm">
<summary class="button quiet small danger"><%= t.status.remove %></summary>
<form method="post" action="<%= s.removeAction %>">
<%~ include('@csrf', it) %>
<p><%= t.status.removeLead(name) %></p>
<div class="field"><label for="confirmation"><%= t.status.typeName(name) %></label>
<input id="confirmation" name="confirmation" type="text" autocomplete="off" required maxlength="200"></div>
<button class="button small danger-fill" type="submit"><%= t.status.removeConfirm %></button>
</form>
</details>
</li><% } %>
</ul>
</section>
`;

export const invitation = `<% const t = it.frame.texts.organizations, i = t.invitation, v = it.view, offer = v.offer %>
<% layout('@layout', { title: offer ? i.title(offer.organization) : i[v.refusal + 'Title'] }) %>
<section class="card">
<% if (offer) { %>
<h1><%= i.title(offer.organization) %></h1>
<p class="lead break"><%= i.lead(offer.email) %></p>
<% if (v.error) { %><%~ include('@alert', { ...it, message: t.errors[v.error] }) %><% } %>
<dl class="facts"><div><dt><%= i.as %></dt><dd><%= offer.roles.join(', ') %></dd></div>
<div><dt><%= i.until %></dt><dd><%~ include('@moment', { moment: offer.until }) %></dd></div></dl>
<form method="post" action="<%= offer.action %>">
<%~ include('@csrf', it) %>
<div class="choice">
<button class="button" type="submit" name="decision" value="deny"><%= i.decline %></button>
<button class="button primary" type="submit" name="decision" value="allow"><%= i.accept %></button>
</div>
</form>
<% } else { %>
<h1><%= i[v.refusal + 'Title'] %></h1>
<p class="lead break"><%= v.refusal === 'other' ? i.otherLead(v.person.email) : i[v.refusal + 'Lead'] %></p>
<% if (v.refusal === 'other') { %><a class="button primary" href="<%= v.otherAccountHref %>"><%= i.otherAccount %></a><% } else { %>
<a class="button" href="<%= it.frame.paths.organizations %>"><%= i.toOrganizations %></a><% } %>
<% } %>
<div class="aside"><p><%= it.frame.texts.frame.signedInAs %> <strong><%= v.person.email %></strong>
<% if (offer) { %><a href="<%= v.otherAccountHref %>"><%= i.otherAccount %></a><% } %></p></div>
</section>
`;

export const ORGANIZATION_PARTIALS: Readonly<Record<string, string>> = {
  'org-notice': orgNotice,
  'org-head': orgHead,
  'org-nav': orgNav,
  'org-details': orgDetails,
  'org-members': orgMembers,
  'org-invitations': orgInvitations,
  'org-status': orgStatus,
  'country-select': countrySelect,
  'role-boxes': roleBoxes,
  confirm,
  paging,
};
