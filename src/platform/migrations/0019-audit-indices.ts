import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What one person did, and what happened of one kind, without reading all the rest. */
export class AuditIndices1796860800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, column] of INDICES) {
      await runner.query(`CREATE INDEX "${name}" ON "audit_events" ("instance_id", "${column}", "occurred_at")`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name] of INDICES.toReversed()) await runner.query(`DROP INDEX "${name}"`);
  }
}

const INDICES = [
  ['ix_audit_events_user_id', 'user_id'],
  ['ix_audit_events_type', 'type'],
] as const;
