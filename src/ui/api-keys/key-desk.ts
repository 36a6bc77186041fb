import type { ApiKey, ApiKeyRotation, KeyOverview, NewApiKey, ShownApiKey } from '../../api-keys/index.js';
import type { Admission } from '../../organizations/index.js';
import type { OrganizationVisit } from '../organizations/organization-visit.js';

/** One owner's keys, as one person may manage them: their own, or an organization's. */
export interface KeyDesk {
  readonly owner: 'person' | 'organization';
  /** The page, beneath which its forms' actions are. */
  readonly path: string;
  /** What the person is to the organization; absent where the keys are the person's own. @throws not_found, forbidden */
  admission(): Promise<Admission | undefined>;
  overview(days: number): Promise<KeyOverview>;
  create(terms: NewApiKey): Promise<ShownApiKey>;
  rotate(id: string, rotation: ApiKeyRotation): Promise<ShownApiKey>;
  revoke(id: string): Promise<ApiKey>;
}

/** A person before a page of keys; `itemId` is a key's. */
export interface KeyVisit extends OrganizationVisit {
  readonly desk: KeyDesk;
}
