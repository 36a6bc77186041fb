export interface LatchkeyErrorDetail {
  /** HTTP status; 0 where no answer arrived. */
  readonly status?: number;
  /**
   * OAuth's `error` or the problem's `code`, otherwise `http_<status>`; of the client itself: `network_error`, `timeout`, `aborted`,
   * `no_token`, `no_client`, `not_configured`, `missing_parameter`, `unexpected_answer`, and what a callback was refused for.
   */
  readonly code: string;
  readonly description?: string;
  /** Seconds after which trying again makes sense. */
  readonly retryAfter?: number;
  /** As answered: parsed where it was JSON. */
  readonly body?: unknown;
  /** What was asked, such as `oauth2.refreshToken`. */
  readonly operation?: string;
  readonly cause?: unknown;
}

/** The only error that the client throws. */
export class LatchkeyError extends Error {
  override readonly name = 'LatchkeyError';
  readonly status: number;
  readonly code: string;
  readonly description: string | undefined;
  readonly retryAfter: number | undefined;
  readonly body: unknown;
  readonly operation: string | undefined;

  constructor(detail: LatchkeyErrorDetail) {
    super(messageOf(detail), { cause: detail.cause });
    this.status = detail.status ?? 0;
    this.code = detail.code;
    this.description = detail.description;
    this.retryAfter = detail.retryAfter;
    this.body = detail.body;
    this.operation = detail.operation;
  }
}

function messageOf({ operation = 'the call', status = 0, code, description = code }: LatchkeyErrorDetail): string {
  return `${operation} failed${status === 0 ? '' : ` with HTTP ${status}`}: ${description}`;
}
