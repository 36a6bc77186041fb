import type { Scope } from './scope.js';

/** A thing that may be read, or written as well. */
export interface Permission {
  readonly identifier: string;
  readonly writable: boolean;
}

const PERMISSION = /^([^]+)\.(rw|r|w)$/;

/** What a scope means to who thinks in things and not in scopes: `tickets.ticket.r` is `tickets.ticket`, to be read. Other names mean none. */
export function permissionsOf(scope: Scope): readonly Permission[] {
  const writable = new Map<string, boolean>();
  for (const name of scope) {
    const [, identifier, permission] = PERMISSION.exec(name) ?? [];
    if (identifier !== undefined) writable.set(identifier, writable.get(identifier) === true || permission !== 'r');
  }
  return [...writable].map(([identifier, isWritable]) => ({ identifier, writable: isWritable }));
}
