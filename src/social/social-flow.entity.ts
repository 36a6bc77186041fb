import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { InstanceId } from '../core/ids.js';
import { NUMBER } from '../platform/number.transformer.js';

/** A sign-in at another provider that is under way. */
@Entity({ name: 'social_flows' })
@Index('ix_social_flows_expires_at', ['expiresAt'])
export class SocialFlowEntity {
  @PrimaryColumn({ type: 'varchar', length: 64, name: 'state_hash', primaryKeyConstraintName: 'pk_social_flows' })
  stateHash: string;

  @ForeignKey('instances', { name: 'fk_social_flows_instance_id' })
  @Column({ type: 'varchar', length: 36, name: 'instance_id' })
  instanceId: InstanceId;

  /** Of the browser, the provider and the address that it comes back to. */
  @Column({ type: 'varchar', length: 64, name: 'binding_hash' })
  bindingHash: string;

  @Column({ type: 'text', name: 'sealed' })
  sealed: string;

  @Column({ type: 'bigint', name: 'expires_at', transformer: NUMBER })
  expiresAt: number;
}
