import type { MomentView } from '../views.js';

/** A link to sign in by another provider. */
export interface SocialChoice {
  readonly title: string;
  readonly href: string;
}

/** Why somebody who was at a provider is not in, and where to go now. */
export interface SocialRefusalView {
  readonly title: string;
  readonly message: string;
  readonly href: string;
  readonly label: string;
}

export interface SocialPageViews {
  readonly 'social-refusal': SocialRefusalView;
}

/** What the section of the security page shows. */
export interface IdentitiesContent {
  readonly identities: readonly {
    readonly id: string;
    readonly title: string;
    readonly email?: string;
    readonly since: MomentView;
    readonly lastUsed: MomentView;
  }[];
  /** Those that are not linked yet. */
  readonly offered: readonly { readonly name: string; readonly title: string }[];
  readonly actions: { readonly link: string; readonly unlink: string };
}
