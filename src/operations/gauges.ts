import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, Metrics, Outbox, PasswordHasher } from '../platform/index.js';
import { Revocations } from '../revocations/index.js';

const seconds = (milliseconds: number): number => milliseconds / 1_000;

/** What is looked up while somebody scrapes: how far behind, how busy, how much is waiting. */
@Injectable()
export class Gauges implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly revocations: Revocations,
    private readonly database: Database,
    private readonly hasher: PasswordHasher,
    private readonly outbox: Outbox,
  ) {}

  onModuleInit(): void {
    this.addRevocations();
    this.addStore();
    const passwords = 'Passwords being hashed or checked (running), and those that wait for it (waiting)';
    this.metrics.gauge({ name: 'latchkey_password_hashing', help: passwords, label: 'state' }, () => this.hasher.load);
    // The table is everybody's: each replica tells the same number.
    const undelivered = 'Messages of the outbox that are not delivered, by kind; the same on every replica';
    this.metrics.gauge({ name: 'latchkey_outbox_messages', help: undelivered, label: 'kind' }, () =>
      this.database.outside(() => this.outbox.backlog()),
    );
  }

  private addRevocations(): void {
    const age = 'Time since the feed of revocations was read; beyond 1 this replica refuses requests';
    this.metrics.gauge({ name: 'latchkey_revocation_feed_age_seconds', help: age }, () =>
      seconds(this.revocations.state.age),
    );
    const delay = 'Time that the last revocation of another replica took to be in force here, by the clocks of both';
    this.metrics.gauge({ name: 'latchkey_revocation_delay_seconds', help: delay }, () =>
      seconds(this.revocations.state.delay),
    );
    const held = 'Revocations held in memory';
    this.metrics.gauge({ name: 'latchkey_revocations_held', help: held }, () => this.revocations.state.held);
  }

  private addStore(): void {
    if (this.database.dialect === 'sqlite') {
      const writers = 'Writes that wait for their turn at the SQLite file';
      const read = (): number => this.database.load.writersWaiting ?? 0;
      this.metrics.gauge({ name: 'latchkey_database_writers_waiting', help: writers }, read);
    } else {
      const pool = 'Connections to PostgreSQL that are open, those of them that are idle, and who waits for one';
      const read = (): Readonly<Record<string, number>> => this.database.load.pool ?? {};
      this.metrics.gauge({ name: 'latchkey_database_connections', help: pool, label: 'state' }, read);
    }
  }
}
