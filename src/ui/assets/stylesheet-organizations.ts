import { css } from './css.js';

/** The navigation of who is signed in, organizations and their apps, the launchpad. */
export const organizations = css`
  .wide .top {
    flex-wrap: wrap;
  }
  .main-nav {
    order: 3;
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    flex: 1 0 100%;
    min-width: 0;
    margin: -6px -8px -8px;
    text-align: center;
  }
  .main-nav a,
  .jump a {
    flex: none;
    padding: 11px 4px;
    border-radius: 8px;
    color: var(--muted);
    font-size: 0.875rem;
    font-weight: 540;
    text-decoration: none;
    white-space: nowrap;
  }
  .main-nav a:hover,
  .jump a:hover {
    background: var(--hover);
    color: var(--ink);
  }
  .main-nav a[aria-current],
  .sections a[aria-current] {
    color: var(--ink);
    background: var(--hover);
  }
  .places {
    margin-bottom: 40px;
  }
  .org-title {
    display: flex;
    align-items: center;
    gap: 14px;
    min-width: 0;
  }
  .org-title h1 {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .org-list {
    margin-top: 24px;
    max-width: 44rem;
  }
  .panel > .rows:first-child,
  .panel > .off + .rows {
    margin-top: -16px;
  }
  .panel > .off + .rows,
  .panel > .rows:last-child {
    margin-bottom: -16px;
  }
  .rows.links > li {
    display: block;
    padding-block: 0;
  }
  .rows.links a {
    display: flex;
    align-items: center;
    gap: 14px;
    margin-inline: -12px;
    padding: 14px 12px;
    border-radius: 10px;
    color: inherit;
    text-decoration: none;
  }
  .rows.links a:hover {
    background: var(--hover);
  }
  .chevron {
    flex: none;
    margin-left: auto;
    color: var(--muted);
  }
  .chevron svg {
    display: block;
    width: 16px;
    height: 16px;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-top: 8px;
  }
  .people > li {
    flex-wrap: wrap;
  }
  .people .row-text {
    flex: 1;
  }
  .row-actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    flex: 1 0 100%;
    align-items: flex-start;
  }
  .rows:not(.people) .row-actions {
    flex: none;
    margin-left: auto;
  }
  .rows .row-actions > form {
    margin: 0;
  }
  .confirm {
    margin-top: 0;
  }
  .confirm > summary.button {
    width: fit-content;
    padding: 6px 12px;
    list-style: none;
  }
  .confirm > summary::-webkit-details-marker {
    display: none;
  }
  .confirm[open] {
    flex: 1 0 100%;
  }
  .confirm[open] > summary {
    background: var(--hover);
  }
  .panel .confirm form {
    margin: 10px 0 4px;
    padding: 16px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  .confirm form p {
    font-size: 0.9375rem;
    text-wrap: pretty;
  }
  .confirm form .field {
    margin: 14px 0 0;
  }
  .confirm form .button {
    width: auto;
    margin-top: 14px;
  }
  .button.danger-fill {
    border-color: transparent;
    background: var(--bad);
    color: var(--surface);
  }
  .button.danger-fill:hover {
    background: color-mix(in oklab, var(--bad) 88%, var(--ink));
  }
  .steps {
    display: grid;
    gap: 12px;
    margin-top: 20px;
  }
  .checks {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(10.75rem, 1fr));
    gap: 2px 16px;
  }
  .checks label {
    display: flex;
    align-items: flex-start;
    gap: 10px;
    margin: 0;
    padding-block: 9px;
    font-size: 0.9375rem;
    font-weight: 400;
    line-height: 1.35;
    cursor: pointer;
  }
  .checks input {
    flex: none;
    width: 20px;
    height: 20px;
    margin: 0;
    accent-color: var(--accent);
  }
  fieldset.field legend {
    margin-bottom: 2px;
    font-size: 0.875rem;
    font-weight: 560;
  }
  .facts {
    display: grid;
    gap: 10px;
    margin: 20px 0 0;
  }
  .facts div {
    display: flex;
    gap: 16px;
  }
  .facts dt {
    flex: 0 0 8rem;
    color: var(--muted);
    font-size: 0.9375rem;
  }
  .facts dd {
    margin: 0;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .granted-lead {
    margin-top: 8px;
    font-size: 0.875rem;
    font-weight: 560;
  }
  .granted-lead + .granted {
    margin-top: 2px;
  }
  .about {
    margin-top: 4px;
    font-size: 0.9375rem;
    text-wrap: pretty;
  }
  .rows form.waiting {
    flex: 1 0 100%;
    margin: 4px 0 0;
  }
  .waiting .button {
    width: auto;
    margin-top: 12px;
  }
  .search {
    display: grid;
    gap: 12px;
  }
  .paging {
    display: flex;
    justify-content: space-between;
    gap: 12px;
    margin-top: 16px;
  }
  .paging [rel='next'] {
    margin-left: auto;
  }
  .jump {
    display: flex;
    gap: 2px;
    margin: 16px -8px 0;
    overflow-x: auto;
  }
  .launch {
    margin-top: 32px;
  }
  .launch-head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 4px 12px;
  }
  .launch-head h2 {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .launch-head a {
    margin-left: auto;
    font-size: 0.9375rem;
  }
  .launch-tiles {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr));
    gap: 12px;
    margin-top: 12px;
  }
  .tile {
    display: flex;
    align-items: center;
    gap: 14px;
    height: 100%;
    padding: 16px;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--surface);
    color: inherit;
    text-decoration: none;
  }
  a.tile:hover {
    border-color: var(--field-line);
  }
  div.tile {
    border-style: dashed;
  }
  div.tile .monogram {
    background: var(--hover);
    color: var(--muted);
  }
  .tile-text {
    min-width: 0;
  }
  .tile-text strong,
  .tile-text .muted {
    display: block;
    line-height: 1.35;
    overflow-wrap: anywhere;
  }
  .tile-text .muted {
    font-size: 0.875rem;
  }
  @media (min-width: 560px) {
    .search {
      grid-template-columns: 1fr auto;
    }
    .search .button {
      min-height: 46px;
    }
    .main-nav {
      display: flex;
      flex-wrap: wrap;
      gap: 2px;
      margin: -8px -10px 0;
    }
    .main-nav a,
    .jump a {
      padding-inline: 10px;
    }
    .places {
      grid-template-columns: repeat(2, 1fr);
    }
    .people .row-actions:not(:has([open])) {
      flex: none;
      margin-left: auto;
    }
  }
  @media (min-width: 860px) {
    .main-nav a {
      padding-block: 7px;
      font-size: 0.9375rem;
    }
    .places {
      grid-template-columns: repeat(4, 1fr);
    }
  }
`;
