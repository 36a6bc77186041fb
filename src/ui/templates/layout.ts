/** Around every page. `it.title`, `it.wide` and `it.script` come from the page's own template. */
export const layout = `<!doctype html>
<html lang="<%= it.frame.texts.locale %>">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title><%= it.title %> · <%= it.frame.instanceTitle %></title>
<link rel="icon" type="image/svg+xml" href="<%= it.frame.assets.icon %>">
<link rel="stylesheet" href="<%= it.frame.assets.stylesheet %>">
<% if (it.frame.assets.branding) { %><link rel="stylesheet" href="<%= it.frame.assets.branding %>"><% } %>
</head>
<body class="<%= it.wide ? 'wide' : 'narrow' %>">
<a class="skip" href="#content"><%= it.frame.texts.frame.skipToContent %></a>
<header class="top">
<a class="brand" href="<%= it.frame.paths.home %>"><% if (it.frame.logo) { %><img class="brand-image" src="<%= it.frame.logo %>" alt="" referrerpolicy="no-referrer" decoding="async"><% } else { %><%~ include('@logo') %><% } %><span><%= it.frame.instanceTitle %></span></a>
<% if (it.wide && it.frame.person) { const n = it.frame.texts.navigation, p = it.frame.paths %>
<nav class="main-nav" aria-label="<%= n.label %>">
<% [['account', 'account'], ['security', 'security'], ['api-keys', 'apiKeys'], ['organizations', 'organizations'], ['launchpad', 'launchpad'], ['developer', 'developer'], ...(it.frame.person.isOperator ? [['operator', 'operator']] : [])].forEach(([section, name]) => { %>
<a href="<%= p[name] %>"<%~ it.frame.section === section ? ' aria-current="true"' : '' %>><%= n[name] %></a>
<% }) %>
</nav>
<% } %>
<% if (it.wide && it.frame.person) { %>
<div class="who">
<span class="who-email"><%= it.frame.person.email %></span>
<a class="button quiet small" href="<%= it.frame.paths.signOut %>"><%= it.frame.texts.frame.signOut %></a>
</div>
<% } %>
</header>
<main id="content"><%~ it.body %></main>
<footer class="bottom">
<span><%= it.frame.texts.frame.securedBy %></span>
<% if (it.frame.languages.length > 0) { %>
<nav aria-label="<%= it.frame.texts.frame.language %>">
<% it.frame.languages.forEach((language) => { %>
<a href="<%= language.href %>" hreflang="<%= language.locale %>" lang="<%= language.locale %>"><%= language.name %></a>
<% }) %>
</nav>
<% } %>
</footer>
<% if (it.script) { %><script src="<%= it.script %>"></script><% } %>
</body>
</html>
`;
