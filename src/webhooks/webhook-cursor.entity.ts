import { Column, Entity, PrimaryColumn } from 'typeorm';

import { NUMBER } from '../platform/number.transformer.js';

/** How far a feed has been turned into deliveries. */
@Entity({ name: 'webhook_cursors' })
export class WebhookCursorEntity {
  @PrimaryColumn({ type: 'varchar', length: 32, name: 'name', primaryKeyConstraintName: 'pk_webhook_cursors' })
  name: string;

  /** The last entry that is done. */
  @Column({ type: 'bigint', name: 'sequence', transformer: NUMBER })
  sequence: number;

  /** Of the entry after it: the last id that is done; empty where none is. */
  @Column({ type: 'varchar', length: 36, name: 'position' })
  position: string;

  @Column({ type: 'bigint', name: 'updated_at', transformer: NUMBER })
  updatedAt: number;
}
