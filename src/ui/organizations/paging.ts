import { withQuery } from '../page-paths.js';
import type { Visit } from '../visit.js';
import type { PagingView } from './organization-views.js';

const NUMBER = /^[1-9][0-9]{0,5}$/;

/** From 1; whatever is no number counts as the first page. */
export function pageNumber({ query, isForm }: Visit): number {
  const text = (isForm ? undefined : query.get('page')) ?? '1';
  return NUMBER.test(text) ? Number(text) : 1;
}

export interface Pages {
  readonly page: number;
  readonly pageSize: number;
  /** Entries of all pages together. */
  readonly total: number;
}

/** The ways on and back; absent where there is nothing more. */
export function pagingView(path: string, pages: Pages, parameters: Readonly<Record<string, string>> = {}): PagingView {
  const { page, pageSize, total } = pages;
  const at = (number: number): string => withQuery(path, { ...parameters, page: String(number) });
  return {
    previous: page > 1 ? at(Math.min(page - 1, Math.max(1, Math.ceil(total / pageSize)))) : undefined,
    next: page * pageSize < total ? at(page + 1) : undefined,
  };
}
