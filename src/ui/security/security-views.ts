/** One section of the page, as its template is given it. */
export interface SecurityPanel {
  readonly id: string;
  readonly title: string;
  readonly template: string;
  readonly content: object;
  /** A sentence of ours; empty where nothing was refused. */
  readonly message: string;
  readonly shown?: object;
}

export interface SecurityPageViews {
  readonly security: {
    readonly panels: readonly SecurityPanel[];
    readonly accountHref: string;
    /** A sentence of ours: what was done. */
    readonly notice?: string;
  };
}
