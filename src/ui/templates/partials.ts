/** A latchkey that reads as an L; takes the colour of the text around it. */
export const logo = `<svg class="logo" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
<rect class="logo-tile" width="32" height="32" rx="8"/>
<g class="logo-key" fill="none" stroke-width="2.75" stroke-linecap="round" stroke-linejoin="round">
<circle cx="12.25" cy="10.25" r="4.5"/><path d="M12.25 14.75V26h8.5M12.25 20.25h5"/>
</g>
</svg>`;

export const csrf = `<input type="hidden" name="csrf" value="<%= it.frame.csrf %>">`;

/** What was wrong with the last attempt: `it.message` is one of our own texts. */
export const alert = `<p class="alert" role="alert" id="error">
<svg viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" d="M10 6v5M10 14h.01"/><circle cx="10" cy="10" r="7.5" fill="none" stroke="currentColor" stroke-width="1.5"/></svg>
<span><%= it.message %></span></p>`;

export const moment = `<time datetime="<%= it.moment.iso %>" title="<%= it.moment.exact %>"><%= it.moment.text %></time>`;

/** Which app it is about. */
export const appHead = `<% const t = it.frame.texts, v = it.view %><div class="app-head">
<span class="monogram large" aria-hidden="true"><%= [...v.client.name][0] %></span>
<div><strong><%= v.client.name %></strong><% if (v.client.vendor) { %><span class="muted"><%= t.consent.by(v.client.vendor) %></span><% } %></div>
</div>`;

/**
 * For which organization, and what of the asked: the fields of a consent's form. What cannot be refused is sent as a hidden field:
 * a disabled checkbox would not be sent at all.
 */
export const consentChoices = `<% const t = it.frame.texts, v = it.view, o = v.organizations, named = o?.isNamed ? o.choices[0] : undefined %>
<% if (named) { %><input type="hidden" name="organization" value="<%= named.id %>"><% } %>
<% if (o && !named) { const picked = v.picked?.organization ?? (o.choices.length === 1 ? o.choices[0].id : o.choices.length === 0 ? 'new' : undefined) %>
<fieldset class="scopes">
<legend><%= t.consent.organization.question %></legend>
<div class="scope-list">
<% o.choices.forEach((choice) => { %>
<label class="scope" for="organization-<%= choice.id %>"><input id="organization-<%= choice.id %>" type="radio" name="organization" value="<%= choice.id %>" required<% if (picked === choice.id) { %> checked<% } %>><span><%= choice.name %><% if (choice.isInstalled) { %><small><%= t.consent.organization.connected %></small><% } %></span></label>
<% }) %>
<% if (o.mayBeNew) { %>
<label class="scope" for="organization-new"><input id="organization-new" type="radio" name="organization" value="new" required<% if (picked === 'new') { %> checked<% } %>><span><%= t.consent.organization.create %></span></label>
<div class="scope"><span class="field grow"><label for="organization-name"><%= t.consent.organization.name %></label><input id="organization-name" name="organization_name" type="text" maxlength="200" autocomplete="organization" value="<%= v.picked?.name ?? o.suggestedName ?? '' %>"></span></div>
<% } %>
</div>
</fieldset>
<% } %>
<fieldset class="scopes">
<legend><%= !o ? t.consent.lead(v.client.name) : o.onBehalf ? t.consent.organization.leadOnBehalf(v.client.name) : t.consent.organization.lead(v.client.name) %></legend>
<div class="scope-list">
<% v.scopes.forEach((scope, index) => { %>
<% if (scope.required) { %>
<div class="scope"><span class="tick" aria-hidden="true"><svg viewBox="0 0 16 16"><path fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" d="m3.5 8.5 3 3 6-7"/></svg></span>
<span><%= scope.sentence %><small><%= t.consent.always %></small></span><input type="hidden" name="scope" value="<%= scope.name %>"></div>
<% } else { %>
<label class="scope" for="scope-<%= index %>"><input id="scope-<%= index %>" type="checkbox" name="scope" value="<%= scope.name %>" checked><span><%= scope.sentence %></span></label>
<% } %>
<% }) %>
<% if (v.scopes.length === 0) { %><div class="scope"><span><%= t.consent.nothingAsked %></span></div><% } %>
</div>
</fieldset>`;
