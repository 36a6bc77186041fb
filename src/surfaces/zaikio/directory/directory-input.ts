import { createParamDecorator, type ExecutionContext, type Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { AuthError, invalidInput } from '../../../core/errors.js';
import { contextOf } from '../../../platform/index.js';

interface BodyShape {
  readonly type: Type<object>;
  readonly roots: readonly string[];
}

/**
 * `@DirectoryBody(PatchPersonDto, 'person') input: PatchPersonDto`: clients of the directory send whole objects back, wrapped
 * or not, with read-only members and some of their own. What the class does not name is not looked at.
 */
export const DirectoryBody = (type: Type<object>, ...roots: readonly string[]): ParameterDecorator =>
  bodyOf({ type, roots });

/** The same for the query, where an empty pair and foreign names are nothing. */
export const DirectoryQuery = createParamDecorator((type: Type<object>, context: ExecutionContext): object => {
  const { search } = contextOf(context.switchToHttp().getRequest<object>());
  return checked(type, Object.fromEntries(new URLSearchParams(search)));
});

const bodyOf = createParamDecorator((shape: BodyShape, context: ExecutionContext): object => {
  const { body } = context.switchToHttp().getRequest<{ readonly body?: unknown }>();
  if (typeof body === 'string') throw new AuthError('unsupported_media_type', 'the body must be application/json');
  return checked(shape.type, unwrapped(asMembers(body), shape.roots));
});

type Members = Readonly<Record<string, unknown>>;

function asMembers(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function unwrapped(members: Members, roots: readonly string[]): Members {
  const root = roots.find((name) => typeof members[name] === 'object' && members[name] !== null);
  return root === undefined ? members : asMembers(members[root]);
}

/** @throws invalid_input naming every field that is wrong */
function checked(type: Type<object>, members: Members): object {
  const input = plainToInstance(type, members);
  const errors = validateSync(input, { whitelist: true, stopAtFirstError: true, forbidUnknownValues: false });
  if (errors.length === 0) return input;
  const fields = errors.map(({ property, constraints }) => [
    property,
    Object.values(constraints ?? {})[0] ?? 'is invalid',
  ]);
  throw invalidInput('the input is not valid', { fields: Object.fromEntries(fields) as Record<string, string> });
}
