import { css } from './css.js';

/** The account: panels with forms, and lists of sessions and apps. */
export const account = css`
  .sections {
    display: flex;
    gap: 4px;
    margin: 12px -12px 8px;
    overflow-x: auto;
  }
  .sections a {
    padding: 10px 12px;
    border-radius: 8px;
    color: var(--muted);
    font-size: 0.9375rem;
    font-weight: 540;
    text-decoration: none;
    white-space: nowrap;
  }
  .sections a:hover {
    background: var(--hover);
    color: var(--ink);
  }
  .panel {
    padding-block: 28px;
    border-top: 1px solid var(--line);
  }
  .wide .notice {
    margin: 16px 0 0;
  }
  .panel-head p {
    margin-top: 4px;
    color: var(--muted);
    font-size: 0.9375rem;
  }
  .panel form {
    margin-top: 20px;
  }
  .panel .pair + .hint {
    margin: -6px 0 20px;
  }
  .with-badge {
    position: relative;
  }
  .with-badge input {
    padding-right: 8rem;
    text-overflow: ellipsis;
  }
  .with-badge .badge {
    position: absolute;
    right: 12px;
    top: 13px;
  }
  .rows {
    margin-top: 8px;
  }
  .rows > li {
    display: flex;
    gap: 14px;
    align-items: flex-start;
    padding-block: 16px;
  }
  .rows > li + li {
    border-top: 1px solid var(--line);
  }
  .rows form {
    flex: none;
    margin: 0 0 0 auto;
  }
  .row-text {
    min-width: 0;
  }
  .row-text strong,
  .row-text > .muted {
    display: block;
  }
  .row-text > .muted {
    font-size: 0.875rem;
  }
  .device {
    flex: none;
    display: grid;
    place-items: center;
    width: 36px;
    height: 36px;
    border-radius: 9px;
    background: var(--hover);
    color: var(--muted);
  }
  .device svg {
    width: 20px;
    height: 20px;
  }
  .granted {
    margin-top: 6px;
    font-size: 0.875rem;
  }
  .granted li {
    position: relative;
    padding-left: 14px;
  }
  .granted li::before {
    content: '';
    position: absolute;
    left: 2px;
    top: 0.6em;
    width: 4px;
    height: 4px;
    border-radius: 50%;
    background: var(--field-line);
  }
  .empty {
    margin-top: 16px;
    padding: 20px;
    border: 1px dashed var(--line);
    border-radius: var(--radius);
    color: var(--muted);
    text-align: center;
  }
  @media (min-width: 560px) {
    .pair {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 16px;
    }
    .panel {
      margin-bottom: 20px;
      padding: 28px;
      border: 1px solid var(--line);
      border-radius: 14px;
      background: var(--surface);
    }
  }
  @media (min-width: 860px) {
    .account {
      display: grid;
      grid-template-columns: 180px 1fr;
      gap: 40px;
      align-items: start;
      margin-top: 24px;
    }
    .sections {
      position: sticky;
      top: 24px;
      flex-direction: column;
      margin: 0 0 0 -12px;
    }
    .sections a {
      padding: 7px 12px;
    }
  }
`;
