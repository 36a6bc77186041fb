/** Its own file: the Content-Security-Policy of the page allows no inline script. */
export const formPostScript = `document.getElementById('form-post').submit();\n`;
