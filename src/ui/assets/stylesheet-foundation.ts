import { css } from './css.js';

/** Colours, type and the frame of a page. The accent comes from the instance's branding. */
export const foundation = css`
  :root {
    color-scheme: light dark;
    --canvas: #f7f7f5;
    --surface: #ffffff;
    --ink: #17191c;
    --muted: #5c626b;
    --line: #e4e4e1;
    --field-line: #8c929b;
    --hover: #f1f1ee;
    --bad: #b3261e;
    --bad-surface: #fdf1f0;
    --good: #146c43;
    --good-surface: #e9f5ee;
    --shadow: 0 1px 2px rgb(20 22 26 / 5%), 0 12px 32px -12px rgb(20 22 26 / 14%);
    --radius: 10px;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --canvas: #0d0e10;
      --surface: #15171a;
      --ink: #eceef0;
      --muted: #a0a6af;
      --line: #26292d;
      --field-line: #646b75;
      --hover: #1e2125;
      --bad: #ff9d94;
      --bad-surface: #2b1614;
      --good: #7fd6a6;
      --good-surface: #12251b;
      --shadow: none;
    }
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  html {
    -webkit-text-size-adjust: 100%;
    text-size-adjust: 100%;
    scroll-behavior: smooth;
    scroll-padding-top: 24px;
  }
  body {
    margin: 0;
    min-height: 100vh;
    min-height: 100dvh;
    display: flex;
    flex-direction: column;
    background: var(--surface);
    color: var(--ink);
    font:
      400 1rem/1.5 -apple-system,
      BlinkMacSystemFont,
      'Segoe UI',
      Roboto,
      'Helvetica Neue',
      Arial,
      sans-serif;
    -webkit-font-smoothing: antialiased;
    overflow-wrap: break-word;
  }
  h1,
  h2,
  p,
  ul,
  fieldset,
  legend {
    margin: 0;
    padding: 0;
    border: 0;
  }
  ul {
    list-style: none;
  }
  h1 {
    font-size: 1.5rem;
    line-height: 1.25;
    font-weight: 650;
    letter-spacing: -0.018em;
    text-wrap: balance;
  }
  h2 {
    font-size: 1.0625rem;
    line-height: 1.35;
    font-weight: 620;
    letter-spacing: -0.008em;
  }
  strong {
    font-weight: 600;
  }
  a {
    color: var(--accent-text);
    text-underline-offset: 3px;
    text-decoration-thickness: 1px;
  }
  code {
    font:
      0.8125rem/1.5 ui-monospace,
      SFMono-Regular,
      Menlo,
      Consolas,
      monospace;
    overflow-wrap: anywhere;
  }
  :focus-visible {
    outline: 2px solid var(--accent-text);
    outline-offset: 2px;
  }
  .muted {
    color: var(--muted);
  }
  .break {
    overflow-wrap: anywhere;
  }
  .off {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .skip {
    position: absolute;
    left: 16px;
    top: -64px;
    z-index: 1;
    padding: 8px 14px;
    border-radius: var(--radius);
    background: var(--ink);
    color: var(--surface);
  }
  .skip:focus {
    top: 12px;
  }
  .top {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 16px;
    padding: 20px;
  }
  .brand {
    display: inline-flex;
    align-items: center;
    gap: 10px;
    min-width: 0;
    color: var(--ink);
    font-weight: 620;
    letter-spacing: -0.01em;
    text-decoration: none;
    border-radius: 8px;
  }
  .logo {
    flex: none;
    width: 32px;
    height: 32px;
  }
  /* Bounded whatever the file holds, so that no logo pushes a page away. */
  .brand-image {
    flex: none;
    width: auto;
    min-width: 32px;
    max-width: 112px;
    height: 32px;
    object-fit: contain;
  }
  .logo-tile {
    fill: var(--accent);
  }
  .logo-key {
    stroke: var(--accent-ink);
  }
  .who {
    display: flex;
    align-items: center;
    gap: 12px;
    min-width: 0;
    color: var(--muted);
    font-size: 0.875rem;
  }
  .who-email {
    display: none;
  }
  main {
    flex: 1;
    width: 100%;
    padding: 8px 20px 32px;
  }
  .bottom {
    display: flex;
    justify-content: space-between;
    gap: 16px;
    padding: 20px;
    color: var(--muted);
    font-size: 0.8125rem;
  }
  .bottom nav {
    display: flex;
    gap: 16px;
  }
  .bottom a {
    color: inherit;
  }
  .bottom a:not(:hover) {
    text-decoration: none;
  }
  @media (min-width: 560px) {
    body {
      background: var(--canvas);
    }
    .wide .brand {
      flex: none;
      max-width: 50%;
    }
    .who {
      flex: 1 1 0;
      justify-content: flex-end;
    }
    .who .button {
      flex: none;
    }
    .who-email {
      display: inline;
      min-width: 0;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }

    .narrow .top {
      justify-content: center;
      padding: clamp(24px, 8vh, 96px) 24px 28px;
    }
    .narrow main {
      flex: none;
    }
    .narrow .bottom {
      justify-content: center;
      gap: 24px;
      padding-bottom: 48px;
    }
    .wide .top,
    .wide .bottom,
    .wide main {
      width: 100%;
      max-width: 1008px;
      margin-inline: auto;
      padding-inline: 24px;
    }
  }
`;
