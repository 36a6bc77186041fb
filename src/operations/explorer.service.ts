import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { notFound } from '../core/errors.js';
import { sha256 } from '../core/secret-format.js';
import { Settings } from '../platform/index.js';
import { type DocumentPart, documentPart } from './document-part.js';
import { EXPLORER_STYLESHEET, type ExplorerOptions, explorerPage, explorerScript } from './explorer-page.js';

export interface ExplorerFile {
  readonly type: string;
  readonly body: string;
}

interface Opened {
  readonly describe: () => object;
  readonly options: ExplorerOptions;
}

const SWAGGER_UI = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const JAVASCRIPT = 'text/javascript; charset=utf-8';
const CSS = 'text/css; charset=utf-8';

/** All of the package that the page uses. */
const PACKAGED: ReadonlyMap<string, string> = new Map([
  ['swagger-ui.css', CSS],
  ['swagger-ui-bundle.js', JAVASCRIPT],
  ['oauth2-redirect.html', 'text/html; charset=utf-8'],
  ['oauth2-redirect.js', JAVASCRIPT],
]);

/** Swagger UI from its package, and a page of our own around it. Closed until somebody who has the whole application opens it. */
@Injectable()
export class Explorer {
  private opened: Opened | undefined;
  private document: string | undefined;
  private parsed: OpenAPIObject | undefined;

  constructor(private readonly settings: Settings) {}

  open({ describe, clientId }: { readonly describe: () => object; readonly clientId: string }): void {
    const { publicUrl } = this.settings;
    const unversioned = { publicUrl, clientId, version: '' };
    const version = sha256(explorerScript(unversioned) + EXPLORER_STYLESHEET).slice(0, 12);
    this.opened = { describe, options: { ...unversioned, version } };
  }

  page(): string {
    return explorerPage(this.demand().options);
  }

  /** @throws not_found */
  async file(name: string): Promise<ExplorerFile> {
    const { options } = this.demand();
    if (name === 'explorer.css') return { type: CSS, body: EXPLORER_STYLESHEET };
    if (name === 'explorer.js') return { type: JAVASCRIPT, body: explorerScript(options) };
    const type = PACKAGED.get(name);
    if (type === undefined) throw notFound('the explorer has no such file');
    return { type, body: await readFile(join(SWAGGER_UI, name), 'utf8') };
  }

  /** The OpenAPI document as JSON, made when it is first asked for. */
  json(): string {
    this.document ??= JSON.stringify(this.demand().describe());
    return this.document;
  }

  /** Some of its paths, as a document of their own. @throws not_found */
  part(part: DocumentPart): object {
    this.parsed ??= JSON.parse(this.json()) as OpenAPIObject;
    return documentPart(this.parsed, part);
  }

  private demand(): Opened {
    if (!this.opened) throw notFound('the explorer is not served here');
    return this.opened;
  }
}
