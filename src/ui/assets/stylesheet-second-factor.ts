import { css } from './css.js';

/** The second step of a sign-in, and where it is set up. */
export const secondFactor = css`
  .step {
    margin: 24px 0 8px;
    font-size: 1rem;
  }
  .qr {
    width: min(232px, 100%);
    padding: 4px;
    border: 1px solid var(--line);
    border-radius: 8px;
    background: #fff;
  }
  .qr svg {
    display: block;
    width: 100%;
    height: auto;
  }
  .code-text,
  .secret-key code {
    font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace;
  }
  .secret-key {
    margin-block: 4px 8px;
    overflow-wrap: anywhere;
  }
  .secret-key code {
    font-size: 1rem;
  }
  .factor-state {
    margin-block: 16px;
  }
  .factor-state ~ .confirm {
    margin-top: 12px;
  }
  .codes-field {
    margin-top: 20px;
  }
  .codes-field .button {
    margin-top: 10px;
  }
  .other-way {
    margin-top: 20px;
  }
  .other-way form {
    margin-top: 8px;
  }
  .backup-codes {
    resize: none;
    font-size: 1.0625rem;
    line-height: 1.6;
  }
  @media print {
    .top,
    .bottom,
    .card .button {
      display: none;
    }
  }
`;
