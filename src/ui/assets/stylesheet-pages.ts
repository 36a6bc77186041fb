import { css } from './css.js';

/** The scopes of the consent, and the home page. */
export const pages = css`
  .app-head {
    display: flex;
    align-items: center;
    gap: 14px;
    margin-bottom: 20px;
  }
  .app-head div {
    min-width: 0;
  }
  .app-head strong,
  .app-head .muted {
    display: block;
    line-height: 1.35;
  }
  .app-head .muted {
    font-size: 0.9375rem;
  }
  .scopes legend {
    margin-bottom: 10px;
    color: var(--muted);
    font-size: 0.9375rem;
  }
  .scopes + .scopes {
    margin-top: 22px;
  }
  .scopes + .hint {
    margin-top: 12px;
  }
  .scope-list {
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  .scope {
    display: flex;
    gap: 12px;
    padding: 11px 14px;
    text-wrap: pretty;
    line-height: 1.4;
  }
  .scope + .scope {
    border-top: 1px solid var(--line);
  }
  label.scope {
    cursor: pointer;
  }
  label.scope:hover {
    background: var(--hover);
  }
  .scope input:where([type='checkbox'], [type='radio']) {
    flex: none;
    width: 20px;
    height: 20px;
    margin: 1px 0 0;
    accent-color: var(--accent);
  }
  .scope .grow {
    flex: 1;
    margin-bottom: 4px;
  }
  .scope small {
    display: block;
    color: var(--muted);
    font-size: 0.8125rem;
  }
  .tick {
    flex: none;
    display: grid;
    place-items: center;
    width: 20px;
    height: 22px;
    color: var(--accent-text);
  }
  .tick svg {
    width: 18px;
    height: 18px;
  }
  .hero {
    max-width: 38rem;
    padding-block: 5vh 40px;
  }
  .hero h1 {
    font-size: clamp(2rem, 6vw, 2.75rem);
    line-height: 1.12;
    letter-spacing: -0.03em;
  }
  .hero .lead {
    margin-top: 14px;
    font-size: 1.125rem;
  }
  .actions {
    display: grid;
    gap: 12px;
    margin-top: 28px;
  }
  .developers h2 {
    color: var(--muted);
    font-size: 0.875rem;
    font-weight: 560;
    letter-spacing: 0;
  }
  .tiles {
    display: grid;
    gap: 12px;
    margin-top: 12px;
  }
  .tiles a {
    display: block;
    height: 100%;
    padding: 16px 18px;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--surface);
    color: inherit;
    text-decoration: none;
  }
  .tiles a:hover {
    border-color: var(--field-line);
  }
  .tiles strong,
  .tiles span {
    display: block;
  }
  .tiles span {
    color: var(--muted);
    font-size: 0.9375rem;
  }
  @media (min-width: 560px) {
    .actions {
      display: flex;
    }
    .actions .button {
      width: auto;
    }
    .tiles {
      grid-template-columns: repeat(3, 1fr);
    }
  }
`;
