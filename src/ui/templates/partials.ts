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
