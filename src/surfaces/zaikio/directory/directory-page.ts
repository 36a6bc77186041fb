import { createParamDecorator, type ExecutionContext, Injectable, type PipeTransform } from '@nestjs/common';
import { invalidInput } from '../../../core/errors.js';
import type { Slice } from '../../../organizations/index.js';
import { contextOf, HttpReply, Settings } from '../../../platform/index.js';
import type { NativeReply } from '../../../platform/http/http-reply.js';

const LARGEST_PAGE = 100;
const MOST_PAGES = 1_000_000;
/** What of the query belongs to the list, and so to the addresses of its other pages. */
const FILTER = /^filters\[[a-z_]{1,64}\]$/;

interface Asked {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly reply: HttpReply;
}

/** The page of a list that is asked for; it writes the headers that tell of the others. */
export class DirectoryPage {
  private readonly page: number;
  private readonly perPage: number;

  /** @throws invalid_input */
  constructor(
    private readonly asked: Asked,
    private readonly publicUrl: string,
  ) {
    this.page = this.number('page', { fallback: 1, most: MOST_PAGES });
    this.perPage = this.number('per_page', { fallback: LARGEST_PAGE, most: LARGEST_PAGE });
  }

  get slice(): Slice {
    return { offset: (this.page - 1) * this.perPage, limit: this.perPage };
  }

  /** Of a list that is read as a whole. */
  cut<Item, Shown>(items: readonly Item[], show: (item: Item) => Shown): Shown[] {
    const { offset, limit } = this.slice;
    return this.answer(items.slice(offset, offset + limit), items.length).map(show);
  }

  /** The items of this page, and how many there are on all pages. */
  answer<Item>(items: readonly Item[], total: number): Item[] {
    const pages = Math.max(1, Math.ceil(total / this.perPage));
    const { reply } = this.asked;
    reply.header('current-page', String(this.page));
    reply.header('total-count', String(total)).header('total-pages', String(pages));
    const links = this.links(pages);
    if (links.length > 0) reply.header('link', links.join(', '));
    return [...items];
  }

  private links(pages: number): string[] {
    const others: readonly (readonly [string, number, boolean])[] = [
      ['first', 1, this.page > 1],
      ['prev', Math.min(this.page - 1, pages), this.page > 1],
      ['next', this.page + 1, this.page < pages],
      ['last', pages, this.page < pages],
    ];
    return others.filter(([, , exists]) => exists).map(([name, page]) => `<${this.addressOf(page)}>; rel="${name}"`);
  }

  private addressOf(page: number): string {
    const filters = [...this.asked.query].filter(([name]) => FILTER.test(name));
    const query = new URLSearchParams([...filters, ['page', String(page)], ['per_page', String(this.perPage)]]);
    return `${this.publicUrl}${this.asked.path}?${query.toString()}`;
  }

  private number(name: string, { fallback, most }: { fallback: number; most: number }): number {
    const text = this.asked.query.get(name);
    if (text === null || text === '') return fallback;
    const value = /^\d{1,7}$/.test(text) ? Number(text) : 0;
    if (value >= 1 && value <= most) return value;
    throw invalidInput('the page is not valid', { fields: { [name]: `must be a number from 1 to ${most}` } });
  }
}

@Injectable()
export class DirectoryPagePipe implements PipeTransform<Asked, DirectoryPage> {
  constructor(private readonly settings: Settings) {}

  transform(asked: Asked): DirectoryPage {
    return new DirectoryPage(asked, this.settings.publicUrl);
  }
}

const AskedPage = createParamDecorator((_: unknown, execution: ExecutionContext): Asked => {
  const http = execution.switchToHttp();
  const { path, search } = contextOf(http.getRequest<object>());
  return { path, query: new URLSearchParams(search), reply: new HttpReply(http.getResponse<NativeReply>()) };
});

/** `@CurrentPage() page: DirectoryPage` on a route that answers with a list. */
export const CurrentPage = (): ParameterDecorator => AskedPage(DirectoryPagePipe);
