import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { AppId, InstanceId, OrganizationId } from '../core/ids.js';
import { NUMBER } from '../platform/number.transformer.js';

/** A group of people in an instance, and a bearer in its own right. Times are in milliseconds. */
@Entity({ name: 'organizations' })
@Index('ux_organizations_slug', ['instanceId', 'slug'], { unique: true })
export class OrganizationEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'id', primaryKeyConstraintName: 'pk_organizations' })
  id: OrganizationId;

  @ForeignKey('instances', { name: 'fk_organizations_instance_id' })
  @Column({ type: 'varchar', length: 36, name: 'instance_id' })
  instanceId: InstanceId;

  @Column({ type: 'varchar', length: 200, name: 'name' })
  name: string;

  /** The name for addresses: lower-case ASCII. */
  @Column({ type: 'varchar', length: 64, name: 'slug' })
  slug: string;

  @Column({ type: 'varchar', length: 16, name: 'status' })
  status: 'active' | 'suspended';

  /** What was bought: `free`, `starter` or `growth`. */
  @Column({ type: 'varchar', length: 32, name: 'plan', default: 'free' })
  plan: string;

  /** ISO 3166-1 alpha-2. */
  @Column({ type: 'varchar', length: 2, name: 'country_code', nullable: true })
  countryCode: string | null;

  /** What it does, in words of the directory. */
  @Column({ type: 'simple-json', name: 'kinds' })
  kinds: string[];

  /** ISO 4217. */
  @Column({ type: 'varchar', length: 3, name: 'currency', nullable: true })
  currency: string | null;

  /** `#rrggbb`. */
  @Column({ type: 'varchar', length: 7, name: 'brand_color', nullable: true })
  brandColor: string | null;

  @Column({ type: 'varchar', length: 2048, name: 'logo_url', nullable: true })
  logoUrl: string | null;

  /** The app that has made it to try itself out with. */
  @Column({ type: 'varchar', length: 36, name: 'test_account_owner_id', nullable: true })
  testAccountOwnerId: AppId | null;

  @Column({ type: 'bigint', name: 'created_at', transformer: NUMBER })
  createdAt: number;

  @Column({ type: 'bigint', name: 'updated_at', transformer: NUMBER })
  updatedAt: number;
}
