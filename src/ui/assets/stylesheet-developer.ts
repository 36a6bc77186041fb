import { css } from './css.js';

/** The developer's pages: secrets that are shown once, forms that unfold, addresses in lines. */
export const developer = css`
  textarea {
    display: block;
    width: 100%;
    min-height: 72px;
    padding: 10px 13px;
    border: 1px solid var(--field-line);
    border-radius: var(--radius);
    background: var(--surface);
    color: inherit;
    font:
      0.875rem/1.5 ui-monospace,
      SFMono-Regular,
      Menlo,
      Consolas,
      monospace;
    resize: vertical;
  }
  textarea:focus {
    outline: none;
    border-color: var(--accent-text);
    box-shadow: 0 0 0 3px color-mix(in srgb, var(--accent-text) 24%, transparent);
  }
  .crumb {
    margin-bottom: 14px;
    font-size: 0.9375rem;
  }
  .crumb a {
    text-decoration: none;
  }
  .secret {
    margin-top: 16px;
    padding: 20px;
    border: 1px solid var(--good);
    border-radius: 14px;
    background: var(--good-surface);
  }
  .secret p {
    margin-top: 4px;
    font-size: 0.9375rem;
  }
  .secret dl {
    margin: 14px 0 0;
  }
  .secret dt {
    color: var(--muted);
    font-size: 0.8125rem;
  }
  .secret dd {
    margin: 2px 0 10px;
  }
  .secret dd:last-child {
    margin-bottom: 0;
  }
  .secret code {
    font-size: 0.9375rem;
    user-select: all;
  }
  .stack {
    margin-top: 24px;
  }
  .rows > li.stacked {
    display: block;
  }
  .rows .stacked form {
    margin: 16px 0 0;
  }
  .faded {
    opacity: 0.65;
  }
  .fold {
    margin-top: 10px;
  }
  .fold > summary {
    width: fit-content;
    padding: 4px 0;
    color: var(--accent-text);
    font-size: 0.9375rem;
    cursor: pointer;
  }
  .stacked .fold[open],
  .adding[open] {
    padding-bottom: 8px;
  }
  .fold.adding {
    margin-top: 16px;
    padding-top: 16px;
    border-top: 1px solid var(--line);
  }
  .options .option + .option {
    margin-top: 10px;
  }
  .options legend {
    margin-bottom: 8px;
    font-size: 0.875rem;
    font-weight: 560;
  }
  .option {
    display: flex;
    gap: 10px;
    align-items: flex-start;
    line-height: 1.4;
    cursor: pointer;
  }
  .option small {
    display: block;
    color: var(--muted);
    font-size: 0.875rem;
  }
  .option input[type='checkbox'],
  .option input[type='radio'] {
    appearance: auto;
    flex: none;
    width: 20px;
    height: 20px;
    margin: 1px 0 0;
    padding: 0;
    accent-color: var(--accent);
  }
  .field label.option,
  label.option.field {
    display: flex;
    font-size: 1rem;
    font-weight: 400;
  }
  .with-button {
    display: flex;
    gap: 10px;
  }
  .with-button .button {
    flex: none;
    width: auto;
  }
  .with-button input {
    min-width: 0;
  }
  .panel h3 {
    margin: 24px 0 0;
    font-size: 0.9375rem;
    font-weight: 600;
  }
  .buttons {
    display: grid;
    gap: 10px;
  }
  .panel .buttons form {
    margin: 0;
  }
  .button.danger {
    border-color: color-mix(in srgb, var(--bad) 40%, var(--line));
    color: var(--bad);
  }
  .badge.bad {
    border-color: transparent;
    background: var(--bad-surface);
    color: var(--bad);
  }
  @media (min-width: 560px) {
    .buttons {
      display: flex;
    }
  }
`;
