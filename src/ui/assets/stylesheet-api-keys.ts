import { css } from './css.js';

/** API keys, and the page of what keeps an account safe. */
export const apiKeys = css`
  /* A class that says how a thing is laid out must not bring back what is hidden. */
  .button[hidden] {
    display: none;
  }
  .panel-lead {
    margin-top: 4px;
    color: var(--muted);
    font-size: 0.9375rem;
    text-wrap: pretty;
  }
  .onward {
    margin-top: 16px;
  }
  .activity {
    margin: 12px 0 0;
    padding: 0;
    list-style: none;
  }
  .activity li {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 2px 16px;
    padding-block: 10px;
  }
  .activity li + li {
    border-top: 1px solid var(--line);
  }
  .activity .muted {
    font-size: 0.875rem;
  }
  .keys {
    margin-top: 8px;
  }
  .keys > li {
    padding-block: 20px;
  }
  .keys > li + li {
    border-top: 1px solid var(--line);
  }
  .key-head {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 10px 24px;
  }
  .key-head .row-text {
    flex: 1 1 12rem;
  }
  .key-head code {
    display: block;
  }
  .spark {
    flex: none;
    font-size: 0.8125rem;
  }
  .spark svg {
    display: block;
    width: 149px;
    height: 28px;
    fill: var(--accent-text);
  }
  .spark .spark-floor {
    fill: var(--line);
  }
  .key-facts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr));
    gap: 10px 16px;
    margin: 14px 0 0;
  }
  .key-facts dt {
    color: var(--muted);
    font-size: 0.8125rem;
  }
  .key-facts dd {
    margin: 0;
    font-size: 0.9375rem;
    overflow-wrap: anywhere;
  }
  .keys .granted code,
  .key-scopes code {
    font-size: 0.75rem;
  }
  .keys .row-actions {
    margin-top: 14px;
  }
  .key-none {
    margin-top: 16px;
  }
  .curl {
    margin: 12px 0 0;
    padding: 12px 14px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--hover);
    overflow-x: auto;
  }
  .curl code {
    overflow-wrap: normal;
  }
  .key-scopes {
    margin: 6px 0 12px 30px;
  }
  .options .option + .key-scopes {
    margin-top: 2px;
  }
  .key-scopes .checks {
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr));
  }
  .key-scopes code {
    display: block;
  }
  .secret .field {
    margin: 14px 0 0;
  }
  .secret .secret-value {
    background: var(--surface);
    color: var(--ink);
    font:
      0.875rem/1.5 ui-monospace,
      SFMono-Regular,
      Menlo,
      Consolas,
      monospace;
  }
  .activity .alarming .activity-text {
    color: var(--bad);
  }
`;
