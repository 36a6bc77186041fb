import { css } from './css.js';

/** Ways in beside the password. */
export const social = css`
  .or {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    margin: 1.25rem 0;
    color: var(--muted);
    font-size: 0.875rem;
  }
  .or::before,
  .or::after {
    content: '';
    flex: 1;
    border-top: 1px solid var(--line);
  }
  .social-choices {
    display: grid;
    gap: 0.625rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .social-choices .button {
    width: 100%;
  }
  .social-choices.fit {
    display: flex;
    flex-wrap: wrap;
    margin-top: 1rem;
  }
  .social-choices.fit .button {
    width: auto;
  }
`;
