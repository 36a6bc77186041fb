/** OAuth 2.0 Form Post Response Mode §2. Without JavaScript the button does what the script would have done. */
export const formPost = `<% const t = it.frame.texts, v = it.view %>
<% layout('@layout', { title: t.formPost.title }) %>
<section class="card">
<h1><%= t.formPost.title %></h1>
<p class="lead break"><%= t.formPost.lead(v.origin) %></p>
<form id="form-post" method="post" action="<%= v.action %>">
<%~ include('@form-post-fields', v) %>
<button class="button primary" type="submit"><%= t.formPost.submit %></button>
</form>
<script src="<%= it.frame.assets.formPostScript %>" defer></script>
</section>
`;

export const formPostFields = `<% it.fields.forEach((field) => { %>
<input type="hidden" name="<%= field.name %>" value="<%= field.value %>">
<% }) %>
`;
