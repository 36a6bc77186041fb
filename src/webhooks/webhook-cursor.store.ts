import { Injectable } from '@nestjs/common';
import { Database, Mint } from '../platform/index.js';

/** How far the revocations have been turned into deliveries. */
export interface Cursor {
  /** The last revocation that is done. */
  readonly sequence: number;
  /** Of the one after it: the last token that is done; empty where none is. */
  readonly position: string;
}

const NAME = 'revocations';

@Injectable()
export class WebhookCursorStore {
  constructor(
    private readonly database: Database,
    private readonly mint: Mint,
  ) {}

  /** `undefined` while no app has a webhook: there is nobody to tell. */
  async find(): Promise<Cursor | undefined> {
    const [cursor] = await this.database.query<Cursor>(
      `SELECT c.sequence, c.position FROM webhook_cursors c
        WHERE c.name = $1 AND EXISTS (SELECT a.id FROM apps a WHERE a.webhook_url IS NOT NULL)`,
      [NAME],
    );
    return cursor;
  }

  /** To the end of the feed, where the cursor was left behind because nobody listened: what is past is of no interest. */
  async catchUp(): Promise<void> {
    await this.database.execute(
      `UPDATE webhook_cursors SET sequence = (SELECT COALESCE(MAX(r.sequence), 0) FROM revocations r), position = '',
              updated_at = $1
        WHERE name = $2 AND NOT EXISTS (SELECT a.id FROM apps a WHERE a.webhook_url IS NOT NULL)`,
      [this.mint.now(), NAME],
    );
  }

  /** Together with the work that lies between, which is done by the one caller who moves it. */
  async move(from: Cursor, to: Cursor, work: () => Promise<void>): Promise<void> {
    await this.database.transaction(async () => {
      const moved = await this.database.execute(
        `UPDATE webhook_cursors SET sequence = $1, position = $2, updated_at = $3
          WHERE name = $4 AND sequence = $5 AND position = $6`,
        [to.sequence, to.position, this.mint.now(), NAME, from.sequence, from.position],
      );
      if (moved === 1) await work();
    });
  }
}
