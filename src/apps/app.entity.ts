import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { AppId, InstanceId, OrganizationId } from '../core/ids.js';
import { NUMBER } from '../platform/number.transformer.js';

/** What a vendor publishes. Times are in milliseconds. */
@Entity({ name: 'apps' })
@Index('ux_apps_name', ['instanceId', 'name'], { unique: true })
export class AppEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'id', primaryKeyConstraintName: 'pk_apps' })
  id: AppId;

  @ForeignKey('instances', { name: 'fk_apps_instance_id' })
  @Column({ type: 'varchar', length: 36, name: 'instance_id' })
  instanceId: InstanceId;

  /** The technical name. */
  @Column({ type: 'varchar', length: 64, name: 'name' })
  name: string;

  @Column({ type: 'varchar', length: 200, name: 'title' })
  title: string;

  @Column({ type: 'varchar', length: 200, name: 'vendor' })
  vendor: string;

  /** By language. */
  @Column({ type: 'simple-json', name: 'description' })
  description: { en: string; de: string };

  /** The product's own: nobody is asked for consent. */
  @Column({ type: 'boolean', name: 'first_party' })
  firstParty: boolean;

  @Column({ type: 'varchar', length: 16, name: 'status' })
  status: 'active' | 'disabled' | 'blocked';

  /** Desired, not granted. */
  @Column({ type: 'simple-json', name: 'scopes' })
  scopes: string[];

  @Column({ type: 'varchar', length: 2048, name: 'entry_point', nullable: true })
  entryPoint: string | null;

  /** Private apps are for their vendor's organization alone. */
  @Column({ type: 'varchar', length: 16, name: 'kind', default: 'public' })
  kind: 'public' | 'private';

  @Column({ type: 'varchar', length: 36, name: 'vendor_organization_id', nullable: true })
  vendorOrganizationId: OrganizationId | null;

  @Column({ type: 'varchar', length: 2048, name: 'logo_url', nullable: true })
  logoUrl: string | null;

  @Column({ type: 'varchar', length: 2048, name: 'webhook_url', nullable: true })
  webhookUrl: string | null;

  /** What signs the webhooks, sealed by the Vault. */
  @Column({ type: 'text', name: 'sealed_webhook_secret', nullable: true })
  sealedWebhookSecret: string | null;

  @Column({ type: 'bigint', name: 'created_at', transformer: NUMBER })
  createdAt: number;

  @Column({ type: 'bigint', name: 'updated_at', transformer: NUMBER })
  updatedAt: number;
}
