/** How somebody stands to the app that asks. */
export class RelationDto {
  /** Whether the app may do anything for it. */
  connected: boolean;

  /** @example ['directory.organization.r'] */
  granted_oauth_scopes: string[];

  /** All that the app asks for now; empty where it is not connected. */
  requested_oauth_scopes: string[];

  /** What of it nobody has approved yet. */
  requested_oauth_scopes_waiting_for_approval: string[];
}
