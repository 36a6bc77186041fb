import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const ARGUMENTS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', args: ARGUMENTS });
}

export interface PersonOptions {
  readonly javaScript?: boolean;
  readonly locale?: string;
  /** Whom the browser may ask for anything. */
  readonly origins: readonly string[];
}

/** A browser of somebody's own, and all that went wrong in it: what a page should not have done, or could not do. */
export class WatchedBrowser {
  readonly complaints: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    private readonly origins: readonly string[],
  ) {}

  static async open(
    browser: Browser,
    { javaScript = true, locale = 'en-GB', origins }: PersonOptions,
  ): Promise<WatchedBrowser> {
    const context = await browser.newContext({ javaScriptEnabled: javaScript, locale });
    context.setDefaultTimeout(60_000);
    const watched = new WatchedBrowser(context, origins);
    context.on('page', (page) => watched.watch(page));
    return watched;
  }

  page(): Promise<Page> {
    return this.context.newPage();
  }

  // Chromium reports a breach of the Content-Security-Policy, and every answer from 400 on, as an error of the console.
  private watch(page: Page): void {
    page.on('console', (message) => {
      const isTrouble = message.type() === 'error' || message.type() === 'warning';
      if (isTrouble) this.complaints.push(`${page.url()} ${message.type()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.complaints.push(`${page.url()} threw ${error.message}`));
    page.on('request', (request) => {
      const url = new URL(request.url());
      const isOutside = url.protocol.startsWith('http') && !this.origins.includes(url.origin);
      if (isOutside) this.complaints.push(`${page.url()} asked ${url.origin}`);
    });
  }
}
