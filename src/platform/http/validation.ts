import type { ValidationError } from '@nestjs/common';
import { ValidationPipe } from '@nestjs/common';
import { invalidInput } from '../../core/errors.js';

/** What is said of input that does not have its shape. */
export const MALFORMED_INPUT = 'the input is not valid';

/** Bodies and queries into their DTO classes; a member that the class does not name is refused. */
export function createValidationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => invalidInput(MALFORMED_INPUT, { fields: fieldsOf(errors, '') }),
  });
}

/** `{ "address.city": "city must be a string" }`: one reason for each field, by its path on the wire. */
function fieldsOf(errors: readonly ValidationError[], prefix: string): Record<string, string> {
  return Object.fromEntries(errors.flatMap((error) => fieldEntries(error, prefix)));
}

function fieldEntries({ property, constraints, children }: ValidationError, prefix: string): [string, string][] {
  const path = `${prefix}${property}`;
  const nested = Object.entries(fieldsOf(children ?? [], `${path}.`));
  const reason = Object.values(constraints ?? {})[0];
  return reason === undefined ? nested : [[path, reason], ...nested];
}
