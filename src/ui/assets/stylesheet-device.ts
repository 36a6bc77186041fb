import { css } from './css.js';

/** The code of a device: large, and every letter for itself. */
export const device = css`
  .device-code {
    font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace;
    font-size: 1.5rem;
    font-weight: 560;
    letter-spacing: 0.08em;
  }
  input.device-code {
    text-align: center;
    text-transform: uppercase;
  }
  .device-compare {
    display: grid;
    gap: 4px;
    margin-top: 20px;
    padding: 14px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    text-align: center;
  }
  .device-compare span {
    color: var(--muted);
    font-size: 0.9375rem;
  }
`;
