import { css } from './css.js';

/** The operator's pages: one form in several panels, and what is wrong said at the field. */
export const operator = css`
  .operator-form {
    margin: 0;
  }
  .operator-form .panel-head {
    margin-bottom: 20px;
  }
  .operator-form > .alert {
    margin: 20px 0;
  }
  .operator-form .panel > .field:last-child,
  .operator-form .panel > .pair:last-child > .field:last-child {
    margin-bottom: 0;
  }
  .operator-save {
    margin-bottom: 28px;
  }
  .fold p + .field,
  .fold p + .button {
    margin-top: 16px;
  }
  .field-error {
    margin-top: 7px;
    color: var(--bad);
    font-size: 0.875rem;
    line-height: 1.45;
  }
  textarea[aria-invalid],
  select[aria-invalid] {
    border-color: var(--bad);
  }
`;
