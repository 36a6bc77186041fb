import { css } from './css.js';

/** Fields, buttons and messages. Controls are at least 44 px high where a finger is the pointer. */
export const controls = css`
  .card {
    width: 100%;
    max-width: 26rem;
    margin-inline: auto;
  }
  .lead {
    margin-top: 6px;
    color: var(--muted);
    text-wrap: pretty;
  }
  .card > .button {
    margin-top: 24px;
  }
  form {
    margin-top: 24px;
  }
  .field {
    margin-bottom: 18px;
  }
  .field label {
    display: block;
    margin-bottom: 6px;
    font-size: 0.875rem;
    font-weight: 560;
  }
  input:where(:not([type='checkbox'], [type='radio'], [type='hidden'], .off)),
  select {
    appearance: none;
    width: 100%;
    height: 46px;
    padding: 0 13px;
    border: 1px solid var(--field-line);
    border-radius: var(--radius);
    background: var(--surface);
    color: inherit;
    font: inherit;
    transition:
      border-color 120ms ease,
      box-shadow 120ms ease;
  }
  select {
    padding-right: 36px;
    text-overflow: ellipsis;
    background-image:
      linear-gradient(45deg, transparent 50%, var(--muted) 50%),
      linear-gradient(-45deg, transparent 50%, var(--muted) 50%);
    background-position:
      right 19px center,
      right 14px center;
    background-size: 5px 5px;
    background-repeat: no-repeat;
  }
  input:not([type='checkbox'], [type='radio']):focus,
  select:focus {
    outline: none;
    border-color: var(--accent-text);
    box-shadow: 0 0 0 3px color-mix(in srgb, var(--accent-text) 24%, transparent);
  }
  input[readonly] {
    border-color: var(--line);
    background: var(--hover);
    color: var(--muted);
  }
  input[aria-invalid] {
    border-color: var(--bad);
  }
  .field + .button {
    margin-top: 24px;
  }
  .hint {
    margin-top: 7px;
    color: var(--muted);
    font-size: 0.875rem;
    line-height: 1.45;
  }
  .button {
    display: flex;
    align-items: center;
    justify-content: center;
    width: 100%;
    min-height: 46px;
    padding: 8px 18px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--ink);
    font: inherit;
    font-weight: 580;
    line-height: 1.25;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    transition: background-color 120ms ease;
  }
  .button:hover {
    background: var(--hover);
  }
  .button.primary {
    border-color: transparent;
    background: var(--accent);
    color: var(--accent-ink);
  }
  .button.primary:hover {
    background: color-mix(in oklab, var(--accent) 90%, var(--ink));
  }
  .button:active {
    transform: translateY(0.5px);
  }
  .button.small {
    min-height: 44px;
    padding: 6px 12px;
    font-size: 0.875rem;
  }
  .button.quiet {
    width: auto;
    background: none;
  }
  .button.quiet:hover {
    background: var(--hover);
  }
  .choice {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 12px;
    margin-top: 20px;
  }
  .alert,
  .notice {
    display: flex;
    gap: 10px;
    margin-top: 20px;
    padding: 11px 14px;
    border-radius: var(--radius);
    font-size: 0.9375rem;
    line-height: 1.4;
  }
  .alert {
    background: var(--bad-surface);
    color: var(--bad);
  }
  .notice {
    background: var(--good-surface);
    color: var(--good);
  }
  .alert svg,
  .notice svg {
    flex: none;
    width: 20px;
    height: 20px;
  }
  .aside {
    margin-top: 24px;
    color: var(--muted);
    font-size: 0.9375rem;
    text-align: center;
  }
  .aside p + p {
    margin-top: 14px;
    font-size: 0.875rem;
  }
  .aside strong {
    display: block;
  }
  .aside strong {
    color: var(--ink);
    overflow-wrap: anywhere;
  }
  .badge {
    display: inline-block;
    padding: 1px 8px;
    border: 1px solid var(--line);
    border-radius: 99px;
    color: var(--muted);
    font-size: 0.75rem;
    font-weight: 560;
    line-height: 1.5;
    white-space: nowrap;
  }
  .badge.good {
    border-color: transparent;
    background: var(--good-surface);
    color: var(--good);
  }
  .monogram {
    flex: none;
    display: grid;
    place-items: center;
    width: 36px;
    height: 36px;
    border-radius: 9px;
    background: color-mix(in oklab, var(--accent) 14%, var(--surface));
    color: var(--accent-text);
    font-weight: 650;
    text-transform: uppercase;
  }
  .monogram.large {
    width: 48px;
    height: 48px;
    border-radius: 12px;
    font-size: 1.25rem;
  }
  @media (min-width: 560px) {
    .card {
      padding: 36px;
      border: 1px solid var(--line);
      border-radius: 16px;
      background: var(--surface);
      box-shadow: var(--shadow);
    }
    .button.fit {
      width: auto;
    }
  }
  @media (pointer: fine) {
    .button.small {
      min-height: 34px;
    }
    .panel .button.fit {
      min-height: 40px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      transition: none !important;
      scroll-behavior: auto !important;
    }
  }
`;
