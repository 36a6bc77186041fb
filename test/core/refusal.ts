import type { ErrorCode } from '../../src/core/errors.js';

/** What `toThrow` is given to accept one refusal and nothing else, such as a TypeError out of a parser. */
export const refusal = (code: ErrorCode, detail: object = {}): Error =>
  expect.objectContaining({ name: 'AuthError', code, detail: expect.objectContaining(detail) });
