// Written by `npm run client:api` from docs/openapi.json; do not edit.

import type { CallOptions } from './calls.js';

/** The management API, `/{instance}/api`: path parameters, query and body are members of one input. */

export interface ManagementApi {
  /** Joins the organization that the mailed token is from, signed in with the address that it was mailed to. */
  acceptOrganizationInvitation(input: AnswerInvitation, options?: CallOptions): Promise<Joined>;

  /** Ends a suspension; what was issued before it stays dead. For operators. */
  activateAdminInstance(
    input: {
      readonly name: string;
    },
    options?: CallOptions,
  ): Promise<Instance>;

  /** Ends a suspension; tokens from before it stay dead. For owners. */
  activateOrganization(
    input: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<null>;

  /** Ask for another e-mail address */
  changeMyEmail(input: ChangeEmail, options?: CallOptions): Promise<RecoveryMessage>;

  /** Changes the caller's password. Every session ends; this browser is given a new one. */
  changeMyPassword(input: ChangePassword, options?: CallOptions): Promise<null>;

  /** Change the address of an account, with the token that was mailed to the new one */
  confirmEmail(input: MailedToken, options?: CallOptions): Promise<RecoveryMessage>;

  /** Turns it on, by the app's first code. Sessions live on. */
  confirmMySecondFactor(input: ConfirmSecondFactor, options?: CallOptions): Promise<BackupCodes>;

  /** Makes an instance: an issuer with users, apps and keys of its own. For operators. */
  createAdminInstance(input: CreateInstance, options?: CallOptions): Promise<Instance>;

  /** Make an API key */
  createApiKey(input: CreateApiKey, options?: CallOptions): Promise<CreatedApiKey>;

  /** Makes an app with its first client, whose secret is in this answer and in no other. */
  createApp(input: CreateApp, options?: CallOptions): Promise<CreatedApp>;

  /** Makes another client, whose secret is in this answer and in no other. */
  createAppClient(
    input: {
      readonly id: string;
    } & CreateClient,
    options?: CallOptions,
  ): Promise<ClientCredentials>;

  /** Registers a scope that other apps may ask for from now on. The first one makes the app an API with an audience. */
  createAppScope(
    input: {
      readonly id: string;
    } & RegisterScope,
    options?: CallOptions,
  ): Promise<AppScopeList>;

  /** Sign in with an ID token that Google has given the front end */
  createGoogleToken(input?: GoogleToken, options?: CallOptions): Promise<SignedIn>;

  /** Begins to set an authenticator app up. Nothing is asked for before `confirm`; after 15 minutes it has to begin again. */
  createMySecondFactor(input?: StartSecondFactor, options?: CallOptions): Promise<SecondFactorEnrolment>;

  /** Makes an organization; the caller becomes its owner. */
  createOrganization(input: CreateOrganization, options?: CallOptions): Promise<Organization>;

  /** Make an API key of an organization */
  createOrganizationApiKey(
    input: {
      readonly id: string;
    } & CreateApiKey,
    options?: CallOptions,
  ): Promise<CreatedApiKey>;

  /** Installs an app with all or a part of what it asks of an organization. For owners and admins. */
  createOrganizationInstallation(
    input: {
      readonly id: string;
    } & CreateInstallation,
    options?: CallOptions,
  ): Promise<Installation>;

  /** Mails a link to an address; whoever signs in with it may accept within seven days, once. For owners; for admins, unless an owner is invited. Replaces an open invitation to the same address. */
  createOrganizationInvitation(
    input: {
      readonly id: string;
    } & CreateInvitation,
    options?: CallOptions,
  ): Promise<Invitation>;

  /** Says no to an invitation, for good. */
  declineOrganizationInvitation(input: AnswerInvitation, options?: CallOptions): Promise<null>;

  /** Deletes a suspended instance for good, with all that it holds; its name is free once that is gone. For operators. */
  deleteAdminInstance(
    input: {
      readonly name: string;
    },
    options?: CallOptions,
  ): Promise<Instance>;

  /** Removes a scope: nobody can use it any more, whatever was granted; the rest of what was granted stays. */
  deleteAppScope(
    input: {
      readonly id: string;
      readonly name: string;
    },
    options?: CallOptions,
  ): Promise<null>;

  /** The app hears of nothing from now on; what has not arrived yet will not. */
  deleteAppWebhook(
    input: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<null>;

  /** Takes one of them out of the account. It does not link itself again; the last way to sign in stays (409). */
  deleteMyIdentity(
    input: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<null>;

  /** Turns it off. */
  deleteMySecondFactor(input: SecondFactorProof, options?: CallOptions): Promise<null>;

  /** Deletes the organization with its memberships, invitations and installed apps. For owners. */
  deleteOrganization(
    input: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<null>;

  /** Uninstalls the app: what it holds for the organization dies, also if it is installed again. For owners and admins. */
  deleteOrganizationInstallation(
    input: {
      /** As the list names it */
      readonly id: string;
      /** As the list names it */
      readonly installationId: string;
    },
    options?: CallOptions,
  ): Promise<null>;

  /** Takes an invitation back: for owners and admins, or by a token with `directory.organization_members.w`. */
  deleteOrganizationInvitation(
    input: {
      readonly id: string;
      readonly invitationId: string;
    },
    options?: CallOptions,
  ): Promise<null>;

  /** Ends a membership. For the same callers as changing it; the last owner stays. */
  deleteOrganizationMembership(
    input: {
      /** As the list names it */
      readonly id: string;
      /** As the list names it */
      readonly membershipId: string;
    },
    options?: CallOptions,
  ): Promise<null>;

  /** Refuses the app and all its clients from now on; the tokens that they have die. */
  disableApp(
    input: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<null>;

  /** Refuses the client from now on; the tokens that it has die. */
  disableAppClient(
    input: {
      /** As the list names it */
      readonly id: string;
      /** As the list names it */
      readonly clientId: string;
    },
    options?: CallOptions,
  ): Promise<null>;

  /** Lets the app in again; tokens from before stay dead. Not where an operator has disabled it. */
  enableApp(
    input: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<null>;

  /** Ends every session of the caller but the current one. */
  endOtherSessions(input?: Readonly<Record<string, never>>, options?: CallOptions): Promise<null>;

  /** Ends one of the caller's sessions, the current one included. */
  endSession(
    input: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<null>;

  /** Ask for a link to a new password, by mail */
  forgotPassword(input: MailAsk, options?: CallOptions): Promise<RecoveryMessage>;

  /** One instance, with its settings. For operators. */
  getAdminInstance(
    input: {
      readonly name: string;
    },
    options?: CallOptions,
  ): Promise<Instance>;

  /** How often an API key is used, by day */
  getApiKeyUsage(
    input: {
      readonly id: string;
      /** How many days, today (UTC) included. */
      readonly days?: number;
    },
    options?: CallOptions,
  ): Promise<ApiKeyUsage>;

  /** One app with its clients. */
  getApp(
    input: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<ManagedApp>;

  /** Where the app hears of events; never the secret. */
  getAppWebhook(
    input: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<Webhook>;

  /** The caller's own account, for a session, or a token or an API key with the scope `profile`. */
  getMe(input?: Readonly<Record<string, never>>, options?: CallOptions): Promise<User>;

  /** Whether a code of an authenticator app is asked for at sign-ins, and how many backup codes are left. */
  getMySecondFactor(input?: Readonly<Record<string, never>>, options?: CallOptions): Promise<SecondFactor>;

  /** One organization: for its members, or for itself by a token or an API key with `directory.organization.r`. */
  getOrganization(
    input: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<Organization>;

  /** How often an API key of an organization is used, by day */
  getOrganizationApiKeyUsage(
    input: {
      /** As the list names it */
      readonly id: string;
      /** As the list names it */
      readonly keyId: string;
      /** How many days, today (UTC) included. */
      readonly days?: number;
    },
    options?: CallOptions,
  ): Promise<ApiKeyUsage>;

  /** One member: for any of them, or for the organization by a token with `directory.organization_members.r`. */
  getOrganizationMembership(
    input: {
      /** As the list names it */
      readonly id: string;
      /** As the list names it */
      readonly membershipId: string;
    },
    options?: CallOptions,
  ): Promise<Membership>;

  /** The caller's own account, for a session, or a token or an API key with the scope `profile`. */
  getProfile(input?: Readonly<Record<string, never>>, options?: CallOptions): Promise<User>;

  /** The caller leaves; the last owner can not. */
  leaveOrganization(
    input: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<null>;

  /** All instances, by name. For operators. */
  listAdminInstances(input?: Readonly<Record<string, never>>, options?: CallOptions): Promise<InstanceList>;

  /** The caller’s API keys, revoked ones included */
  listApiKeys(input?: Readonly<Record<string, never>>, options?: CallOptions): Promise<ApiKeyList>;

  /** The scopes that the app defines, and the audience of its API. */
  listAppScopes(
    input: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<AppScopeList>;

  /** What was sent to the app, and what became of it. */
  listAppWebhookDeliveries(
    input: {
      readonly id: string;
      /** From 1. */
      readonly page?: number;
      /** At most 100. */
      readonly perPage?: number;
    },
    options?: CallOptions,
  ): Promise<DeliveryList>;

  /** The apps of one organization, or of all of which the caller is an owner or admin. */
  listApps(
    input?: {
      /** Without it, those of all organizations of which the caller is an owner or admin. */
      readonly organization?: string;
    },
    options?: CallOptions,
  ): Promise<AppList>;

  /** What matters to security, newest first. For operators. */
  listAuditEvents(
    input?: {
      /** `next` of the page before. */
      readonly cursor?: string;
      /** At most 200. */
      readonly limit?: number;
      /** The instance whose events these are; default: the one from which the service is run. */
      readonly of?: string;
      /** One, or up to 20 with commas between them. */
      readonly type?: string;
      /** The id of who did it, or to whom it happened. */
      readonly user?: string;
      /** ISO 8601 with a time zone: not before this moment. */
      readonly from?: string;
      /** ISO 8601 with a time zone: before this moment. */
      readonly to?: string;
    },
    options?: CallOptions,
  ): Promise<AuditEventList>;

  /** Sample data behind the guard; only with the demo data */
  listBrands(input?: Readonly<Record<string, never>>, options?: CallOptions): Promise<SampleBrands>;

  /** By which other providers the caller can sign in. One is added in the browser, at the account's security page. */
  listMyIdentities(input?: Readonly<Record<string, never>>, options?: CallOptions): Promise<IdentityList>;

  /** The API keys of an organization, revoked ones included */
  listOrganizationApiKeys(
    input: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<ApiKeyList>;

  /** The apps that the organization can install or has: everybody's public ones and its own private ones. */
  listOrganizationAvailableApps(
    input: {
      readonly id: string;
      /** A part of the title, the technical name or the vendor; without it, all. */
      readonly query?: string;
      /** From 1. */
      readonly page?: number;
    },
    options?: CallOptions,
  ): Promise<AvailableAppList>;

  /** The apps that the organization has, with what each may do and asks for. For any member. */
  listOrganizationInstallations(
    input: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<InstallationList>;

  /** What is open: for owners and admins, or for the organization by a token with `directory.organization_members.r`. */
  listOrganizationInvitations(
    input: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<InvitationList>;

  /** The members: for any of them, or for the organization by a token with `directory.organization_members.r`. */
  listOrganizationMemberships(
    input: {
      readonly id: string;
      /** From 1. */
      readonly page?: number;
      /** At most 100. */
      readonly perPage?: number;
    },
    options?: CallOptions,
  ): Promise<MembershipList>;

  /** The caller's organizations, with what the caller is in each. */
  listOrganizations(input?: Readonly<Record<string, never>>, options?: CallOptions): Promise<OrganizationList>;

  /** The scopes that an app may ask for, by a part of their name. */
  listScopes(
    input?: {
      /** A part of the name; without it, all. */
      readonly query?: string;
    },
    options?: CallOptions,
  ): Promise<ScopeList>;

  /** Where the caller is signed in. */
  listSessions(input?: Readonly<Record<string, never>>, options?: CallOptions): Promise<SessionList>;

  /** Sign in with a password */
  login(input: Login, options?: CallOptions): Promise<SignedIn>;

  /** Sign out */
  logout(input?: Readonly<Record<string, never>>, options?: CallOptions): Promise<LoggedOut>;

  /** A new access token, for the refresh cookie */
  refresh(input?: Readonly<Record<string, never>>, options?: CallOptions): Promise<Refreshed>;

  /** Make an account and sign in */
  register(input: Register, options?: CallOptions): Promise<SignedIn>;

  /** Makes ten new backup codes in place of those before. */
  renewMyBackupCodes(input: SecondFactorProof, options?: CallOptions): Promise<BackupCodes>;

  /** Sends the same event again, with the same `id`, from the first attempt. */
  replayAppWebhookDelivery(
    input: {
      /** As the list names it */
      readonly id: string;
      /** As the list names it */
      readonly deliveryId: string;
    },
    options?: CallOptions,
  ): Promise<Delivery>;

  /** Ask for another letter to confirm the address of an account */
  resendVerification(input: MailAsk, options?: CallOptions): Promise<RecoveryMessage>;

  /** Set a new password, with the token out of the letter */
  resetPassword(input: ResetPassword, options?: CallOptions): Promise<RecoveryMessage>;

  /** Revoke an API key */
  revokeApiKey(
    input: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<RevokedApiKey>;

  /** Revoke an API key of an organization */
  revokeOrganizationApiKey(
    input: {
      /** As the list names it */
      readonly id: string;
      /** As the list names it */
      readonly keyId: string;
    },
    options?: CallOptions,
  ): Promise<RevokedApiKey>;

  /** Give an API key a new secret */
  rotateApiKey(
    input: {
      readonly id: string;
    } & RotateApiKey,
    options?: CallOptions,
  ): Promise<CreatedApiKey>;

  /** Gives the client a new secret, shown this once. At most two are valid at a time, and only for the overlap. */
  rotateAppClientSecret(
    input: {
      /** As the list names it */
      readonly id: string;
      /** As the list names it */
      readonly clientId: string;
    } & RotateSecret,
    options?: CallOptions,
  ): Promise<ClientCredentials>;

  /** Another secret, shown this once; everything that is sent from now on is signed with it. */
  rotateAppWebhookSecret(
    input: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<WebhookCredentials>;

  /** Give an API key of an organization a new secret */
  rotateOrganizationApiKey(
    input: {
      /** As the list names it */
      readonly id: string;
      /** As the list names it */
      readonly keyId: string;
    } & RotateApiKey,
    options?: CallOptions,
  ): Promise<CreatedApiKey>;

  /** Lets the client sign assertions with a private key, whose public half is named here or published at `jwksUri`; its secrets end at once. The same again replaces the keys: list the old one beside the new one for as long as both are in use. With `client_secret_basic` the keys end, and a client that had some gets a secret, shown this once. */
  setAppClientAuthentication(
    input: {
      /** As the list names it */
      readonly id: string;
      /** As the list names it */
      readonly clientId: string;
    } & ClientAuthentication,
    options?: CallOptions,
  ): Promise<ClientCredentials>;

  /** Says where the app hears of events. The first time, the answer holds the secret that they are signed with. */
  setAppWebhook(
    input: {
      readonly id: string;
    } & SetWebhook,
    options?: CallOptions,
  ): Promise<WebhookCredentials>;

  /** Closes the instance: nothing that it has issued works any more. For operators. */
  suspendAdminInstance(
    input: {
      readonly name: string;
    },
    options?: CallOptions,
  ): Promise<Instance>;

  /** Stops everything that acts for the organization, and every change in it. For owners. */
  suspendOrganization(
    input: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<null>;

  /** Sends `directory.ping`, an event that says nothing but that events arrive. */
  testAppWebhook(
    input: {
      readonly id: string;
    },
    options?: CallOptions,
  ): Promise<Delivery>;

  /** Changes what is named; `null` brings a default back. For operators. */
  updateAdminInstance(
    input: {
      readonly name: string;
    } & UpdateInstance,
    options?: CallOptions,
  ): Promise<Instance>;

  /** Change what an API key is for */
  updateApiKey(
    input: {
      readonly id: string;
    } & UpdateApiKey,
    options?: CallOptions,
  ): Promise<OneApiKey>;

  /** Changes what is named; the technical name stays. */
  updateApp(
    input: {
      readonly id: string;
    } & UpdateApp,
    options?: CallOptions,
  ): Promise<App>;

  /** Changes what is named; redirect URIs by the same rules as at creation. */
  updateAppClient(
    input: {
      /** As the list names it */
      readonly id: string;
      /** As the list names it */
      readonly clientId: string;
    } & UpdateClient,
    options?: CallOptions,
  ): Promise<Client>;

  /** Changes what is named: name, picture, language, time zone. */
  updateMe(input?: UpdateProfile, options?: CallOptions): Promise<User>;

  /** Changes what is named. For owners and admins. */
  updateOrganization(
    input: {
      readonly id: string;
    } & UpdateOrganization,
    options?: CallOptions,
  ): Promise<Organization>;

  /** Change what an API key of an organization is for */
  updateOrganizationApiKey(
    input: {
      /** As the list names it */
      readonly id: string;
      /** As the list names it */
      readonly keyId: string;
    } & UpdateApiKey,
    options?: CallOptions,
  ): Promise<OneApiKey>;

  /** Says what the app may do from now on. Approving more keeps the installation; taking something away replaces it, and what the app holds dies. For owners and admins. */
  updateOrganizationInstallation(
    input: {
      /** As the list names it */
      readonly id: string;
      /** As the list names it */
      readonly installationId: string;
    } & ApprovedScopes,
    options?: CallOptions,
  ): Promise<Installation>;

  /** Says what a member is from now on. For owners; for admins, and for the organization by a token with `directory.organization_members.w`, as long as no owner is made or changed. The last owner stays one. */
  updateOrganizationMembership(
    input: {
      /** As the list names it */
      readonly id: string;
      /** As the list names it */
      readonly membershipId: string;
    } & SetRoles,
    options?: CallOptions,
  ): Promise<Membership>;

  /** Change the own password */
  updatePassword(input: ReplacePassword, options?: CallOptions): Promise<PasswordReplaced>;

  /** Changes what is named: name, picture, language, time zone. */
  updateProfile(input?: UpdateProfile, options?: CallOptions): Promise<User>;

  /** Check an API key */
  verifyApiKey(input: VerifyApiKey, options?: CallOptions): Promise<KeyVerdict>;

  /** Check several API keys */
  verifyApiKeys(input: VerifyApiKeys, options?: CallOptions): Promise<KeyVerdicts>;

  /** Confirm the address of an account, with the token out of the letter */
  verifyEmail(input: MailedToken, options?: CallOptions): Promise<RecoveryMessage>;
}

/** Method, path, and what may authenticate it: b a bearer token, s the session, c the client; j: it takes JSON. */

export const OPERATIONS = {
  acceptOrganizationInvitation: 'POST /api/organizations/invitations/accept bsj',
  activateAdminInstance: 'POST /api/admin/instances/{name}/activate bs',
  activateOrganization: 'POST /api/organizations/{id}/activate bs',
  changeMyEmail: 'POST /api/users/me/email bsj',
  changeMyPassword: 'POST /api/users/me/password sj',
  confirmEmail: 'POST /api/auth/confirm-email j',
  confirmMySecondFactor: 'POST /api/users/me/second-factor/confirm bsj',
  createAdminInstance: 'POST /api/admin/instances bsj',
  createApiKey: 'POST /api/api-keys bsj',
  createApp: 'POST /api/apps bsj',
  createAppClient: 'POST /api/apps/{id}/clients bsj',
  createAppScope: 'POST /api/apps/{id}/scopes bsj',
  createGoogleToken: 'POST /api/auth/google/token j',
  createMySecondFactor: 'POST /api/users/me/second-factor bsj',
  createOrganization: 'POST /api/organizations bsj',
  createOrganizationApiKey: 'POST /api/organizations/{id}/api-keys bsj',
  createOrganizationInstallation: 'POST /api/organizations/{id}/installations bsj',
  createOrganizationInvitation: 'POST /api/organizations/{id}/invitations bsj',
  declineOrganizationInvitation: 'POST /api/organizations/invitations/decline bsj',
  deleteAdminInstance: 'DELETE /api/admin/instances/{name} bs',
  deleteAppScope: 'DELETE /api/apps/{id}/scopes/{name} bs',
  deleteAppWebhook: 'DELETE /api/apps/{id}/webhook bs',
  deleteMyIdentity: 'DELETE /api/users/me/identities/{id} bs',
  deleteMySecondFactor: 'DELETE /api/users/me/second-factor bsj',
  deleteOrganization: 'DELETE /api/organizations/{id} bs',
  deleteOrganizationInstallation: 'DELETE /api/organizations/{id}/installations/{installationId} bs',
  deleteOrganizationInvitation: 'DELETE /api/organizations/{id}/invitations/{invitationId} bs',
  deleteOrganizationMembership: 'DELETE /api/organizations/{id}/memberships/{membershipId} bs',
  disableApp: 'POST /api/apps/{id}/disable bs',
  disableAppClient: 'POST /api/apps/{id}/clients/{clientId}/disable bs',
  enableApp: 'POST /api/apps/{id}/enable bs',
  endOtherSessions: 'DELETE /api/sessions bs',
  endSession: 'DELETE /api/sessions/{id} bs',
  forgotPassword: 'POST /api/auth/forgot-password j',
  getAdminInstance: 'GET /api/admin/instances/{name} bs',
  getApiKeyUsage: 'GET /api/api-keys/{id}/usage bs',
  getApp: 'GET /api/apps/{id} bs',
  getAppWebhook: 'GET /api/apps/{id}/webhook bs',
  getMe: 'GET /api/users/me bs',
  getMySecondFactor: 'GET /api/users/me/second-factor bs',
  getOrganization: 'GET /api/organizations/{id} bs',
  getOrganizationApiKeyUsage: 'GET /api/organizations/{id}/api-keys/{keyId}/usage bs',
  getOrganizationMembership: 'GET /api/organizations/{id}/memberships/{membershipId} bs',
  getProfile: 'GET /api/users/profile bs',
  leaveOrganization: 'DELETE /api/organizations/{id}/memberships/me bs',
  listAdminInstances: 'GET /api/admin/instances bs',
  listApiKeys: 'GET /api/api-keys bs',
  listAppScopes: 'GET /api/apps/{id}/scopes bs',
  listAppWebhookDeliveries: 'GET /api/apps/{id}/webhook/deliveries bs',
  listApps: 'GET /api/apps bs',
  listAuditEvents: 'GET /api/audit-events bs',
  listBrands: 'GET /api/brands bs',
  listMyIdentities: 'GET /api/users/me/identities bs',
  listOrganizationApiKeys: 'GET /api/organizations/{id}/api-keys bs',
  listOrganizationAvailableApps: 'GET /api/organizations/{id}/available-apps bs',
  listOrganizationInstallations: 'GET /api/organizations/{id}/installations bs',
  listOrganizationInvitations: 'GET /api/organizations/{id}/invitations bs',
  listOrganizationMemberships: 'GET /api/organizations/{id}/memberships bs',
  listOrganizations: 'GET /api/organizations bs',
  listScopes: 'GET /api/scopes bs',
  listSessions: 'GET /api/sessions bs',
  login: 'POST /api/auth/login j',
  logout: 'POST /api/auth/logout b',
  refresh: 'POST /api/auth/refresh',
  register: 'POST /api/auth/register j',
  renewMyBackupCodes: 'POST /api/users/me/second-factor/backup-codes bsj',
  replayAppWebhookDelivery: 'POST /api/apps/{id}/webhook/deliveries/{deliveryId}/replay bs',
  resendVerification: 'POST /api/auth/resend-verification j',
  resetPassword: 'POST /api/auth/reset-password j',
  revokeApiKey: 'DELETE /api/api-keys/{id} bs',
  revokeOrganizationApiKey: 'DELETE /api/organizations/{id}/api-keys/{keyId} bs',
  rotateApiKey: 'POST /api/api-keys/{id}/rotate bsj',
  rotateAppClientSecret: 'POST /api/apps/{id}/clients/{clientId}/rotate-secret bsj',
  rotateAppWebhookSecret: 'POST /api/apps/{id}/webhook/rotate-secret bs',
  rotateOrganizationApiKey: 'POST /api/organizations/{id}/api-keys/{keyId}/rotate bsj',
  setAppClientAuthentication: 'PUT /api/apps/{id}/clients/{clientId}/authentication bsj',
  setAppWebhook: 'PUT /api/apps/{id}/webhook bsj',
  suspendAdminInstance: 'POST /api/admin/instances/{name}/suspend bs',
  suspendOrganization: 'POST /api/organizations/{id}/suspend bs',
  testAppWebhook: 'POST /api/apps/{id}/webhook/test bs',
  updateAdminInstance: 'PATCH /api/admin/instances/{name} bsj',
  updateApiKey: 'PATCH /api/api-keys/{id} bsj',
  updateApp: 'PATCH /api/apps/{id} bsj',
  updateAppClient: 'PATCH /api/apps/{id}/clients/{clientId} bsj',
  updateMe: 'PATCH /api/users/me bsj',
  updateOrganization: 'PATCH /api/organizations/{id} bsj',
  updateOrganizationApiKey: 'PATCH /api/organizations/{id}/api-keys/{keyId} bsj',
  updateOrganizationInstallation: 'PATCH /api/organizations/{id}/installations/{installationId} bsj',
  updateOrganizationMembership: 'PATCH /api/organizations/{id}/memberships/{membershipId} bsj',
  updatePassword: 'PATCH /api/users/password bsj',
  updateProfile: 'PATCH /api/users/profile bsj',
  verifyApiKey: 'POST /api/api-keys/verify bcj',
  verifyApiKeys: 'POST /api/api-keys/verify/batch bcj',
  verifyEmail: 'POST /api/auth/verify-email j',
};

export interface AnswerInvitation {
  readonly token: string;
}

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  /** Its beginning, to tell it from others. */
  readonly keyPrefix: string;
  /** `null`: whatever API scopes its owner has at the moment of use. */
  readonly scopes: readonly string[] | null;
  /** From where alone it may be used; empty: from everywhere. */
  readonly allowedIps: readonly string[];
  /** Requests a minute. */
  readonly rateLimit: number;
  /** `null` until it is used for the first time. */
  readonly lastUsedAt: string | null;
  readonly createdAt: string;
  /** `null`: it does not expire. */
  readonly expiresAt: string | null;
  /** `null` as long as it was not revoked. */
  readonly revokedAt: string | null;
}

export interface ApiKeyList {
  readonly keys: readonly ApiKey[];
}

export interface ApiKeyUsage {
  readonly usage: readonly DayOfUse[];
  /** Of all these days. */
  readonly total: number;
}

export interface App {
  readonly kind: 'public' | 'private';
  /** `blocked` is what an operator has disabled. */
  readonly status: 'active' | 'disabled' | 'blocked';
  readonly id: string;
  /** The organization that publishes it. */
  readonly organization?: string;
  readonly name: string;
  readonly title: string;
  /** What people read as its vendor. */
  readonly vendor: string;
  readonly description: LocalizedText;
  readonly logoUrl?: string;
  /** What it may ask for. */
  readonly scopes: readonly string[];
  readonly entryPoint?: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** ISO 8601. */
  readonly updatedAt: string;
}

export interface AppList {
  readonly apps: readonly App[];
}

export interface AppScopeList {
  /** `aud` of the tokens for it, about which the app may ask by introspection. Absent before the first scope. */
  readonly audience?: string;
  /** By name. */
  readonly scopes: readonly RegisteredScope[];
}

export interface ApprovedScopes {
  readonly scopes: readonly string[];
}

export interface AuditEvent {
  /** Ids, names, counts and reasons. */
  readonly detail: Readonly<Record<string, unknown>>;
  readonly id: string;
  /** ISO 8601. */
  readonly occurredAt: string;
  readonly type: string;
  /** Who did it, or to whom it happened. */
  readonly userId?: string;
  /** The app’s credential by which it was done. */
  readonly clientId?: string;
  readonly address?: string;
  /** As it stands in the logs. */
  readonly requestId?: string;
}

export interface AuditEventList {
  readonly events: readonly AuditEvent[];
  /** The cursor of the next page; absent: this is the last one. */
  readonly next?: string;
}

export interface AvailableApp {
  /** `private` is the organization's own. */
  readonly kind: 'public' | 'private';
  readonly id: string;
  readonly name: string;
  readonly title: string;
  /** Who publishes it, as that organization is called now; of an app without one, what the operator says. */
  readonly vendor: string;
  /** The organization that publishes it; absent where the operator does. */
  readonly vendorOrganization?: string;
  readonly description: LocalizedText;
  readonly logoUrl?: string;
  /** What it asks of an organization, in words. */
  readonly requested: readonly Sentence[];
  /** Whether the organization has it already. */
  readonly installed: boolean;
}

export interface AvailableAppList {
  readonly apps: readonly AvailableApp[];
  /** Of all pages together. */
  readonly total: number;
  /** From 1. */
  readonly page: number;
}

export interface BackupCodes {
  readonly backupCodes: readonly string[];
}

export interface ChangeEmail {
  readonly email: string;
  /** Empty where the account has none and the sign-in is of the last ten minutes. */
  readonly current_password: string;
}

export interface ChangePassword {
  readonly currentPassword: string;
  /** At least 8 characters (or what the service is set to), at most 1,024; not a common one, not built on the name or address of the account. No rules on kinds of characters. */
  readonly newPassword: string;
}

export interface Client {
  /** How it proves who it is; a secret may come in the header or in the body. */
  readonly authenticationMethod: 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt' | 'none';
  readonly status: 'active' | 'disabled';
  /** The `client_id`. */
  readonly id: string;
  readonly name: string;
  readonly confidential: boolean;
  /** Its public keys, where it signs and they are registered here. */
  readonly jwks?: ClientJwks;
  /** Where it publishes them instead. */
  readonly jwksUri?: string;
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris: readonly string[];
  /** The newest first; never the secrets themselves. */
  readonly secrets: readonly ClientSecret[];
  /** ISO 8601. */
  readonly createdAt: string;
  /** ISO 8601. */
  readonly updatedAt: string;
}

export interface ClientAuthentication {
  /** A JWK Set (RFC 7517 §5) of public keys: RSA of 2048 bits or more, or EC on P-256, P-384 or P-521; at most 10. */
  readonly jwks?: Readonly<Record<string, unknown>>;
  /** By a secret, in the header or in the body; or by what it signs with a private key. */
  readonly method: 'client_secret_basic' | 'private_key_jwt';
  /** Where the client publishes its JWK Set instead: an https URL at a public address. */
  readonly jwksUri?: string;
}

export interface ClientCredentials {
  readonly clientId: string;
  /** Shown this once: no other answer holds it. Absent for a public client, and for one that signs with its key. */
  readonly clientSecret?: string;
}

export interface ClientJwk {
  readonly kty: 'EC' | 'RSA';
  readonly kid?: string;
  /** The only algorithm that it may be used with; without it, all that fit. */
  readonly alg?: string;
  readonly use?: string;
  readonly crv?: string;
  readonly x?: string;
  readonly y?: string;
  readonly n?: string;
  readonly e?: string;
}

export interface ClientJwks {
  readonly keys: readonly ClientJwk[];
}

export interface ClientSecret {
  /** Its last characters. */
  readonly hint: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** ISO 8601; absent for the newest. */
  readonly expiresAt?: string;
}

export interface ConfirmSecondFactor {
  readonly otp: string;
}

export interface CreateApiKey {
  /** How its owner tells it from others: 1 to 100 printable characters. */
  readonly name: string;
  /** What it may do; absent: whatever API scopes its owner has at the moment of use. */
  readonly scopes?: readonly string[];
  /** RFC 3339; absent: it does not expire. */
  readonly expiresAt?: string;
  /** IP addresses and networks (CIDR) from which alone it may be used; absent: from everywhere. */
  readonly allowedIps?: readonly string[];
  /** Requests a minute; absent: what the service allows every key. */
  readonly rateLimit?: number;
}

export interface CreateApp {
  /** A JWK Set (RFC 7517 §5) of public keys: RSA of 2048 bits or more, or EC on P-256, P-384 or P-521; at most 10. */
  readonly jwks?: Readonly<Record<string, unknown>>;
  /** For everybody to install, or for the own organization alone. */
  readonly kind?: 'public' | 'private';
  /** The organization that publishes it. */
  readonly organization: string;
  /** The technical name, which stays: a-z, 0-9, _ and -, 3 to 64 long, unique in the instance. */
  readonly name: string;
  /** What people read: 1 to 200 printable characters; without it, the technical name. */
  readonly title?: string;
  readonly description?: LocalizedText;
  /** An https URL of an image. */
  readonly logoUrl?: string;
  /** What it may ever ask for; OpenID's own scopes need not be named. */
  readonly scopes?: readonly string[];
  /** Where people enter it: an https URL. */
  readonly entryPoint?: string;
  /** Of the first client. */
  readonly redirectUris?: readonly string[];
  /** Of the first client. */
  readonly postLogoutRedirectUris?: readonly string[];
  /** Whether the first client keeps a secret; a public client (a browser or phone app) proves itself by PKCE. */
  readonly confidential?: boolean;
  /** Where the client publishes its JWK Set instead: an https URL at a public address. */
  readonly jwksUri?: string;
}

export interface CreateClient {
  /** A JWK Set (RFC 7517 §5) of public keys: RSA of 2048 bits or more, or EC on P-256, P-384 or P-521; at most 10. */
  readonly jwks?: Readonly<Record<string, unknown>>;
  /** To tell it from the others: up to 100 characters. */
  readonly name?: string;
  /** Whether it keeps a secret; a public client (a browser or phone app) proves itself by PKCE. */
  readonly confidential?: boolean;
  readonly redirectUris?: readonly string[];
  readonly postLogoutRedirectUris?: readonly string[];
  /** Where the client publishes its JWK Set instead: an https URL at a public address. */
  readonly jwksUri?: string;
}

export interface CreateInstallation {
  /** Its id. */
  readonly app: string;
  readonly scopes: readonly string[];
}

export interface CreateInstance {
  /** The first segment of its paths: a-z, 0-9 and -, 2 to 63 long, a letter first. */
  readonly name: string;
  /** 1 to 200 printable characters. */
  readonly title: string;
  readonly settings?: InstanceSettings;
}

export interface CreateInvitation {
  /** Only an owner invites an owner. */
  readonly roles: readonly (
    | 'owner'
    | 'admin'
    | 'member'
    | 'purchaser'
    | 'production_planner'
    | 'customer_service_representative'
    | 'sales_representative'
    | 'designer'
    | 'developer'
  )[];
  readonly email: string;
}

export interface CreateOrganization {
  /** 1 to 200 printable characters. Names that differ only in case, width, accents or punctuation count as one. */
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode?: string | null;
  /** What it does, in words of the directory. */
  readonly kinds?: readonly string[];
  /** ISO 4217. */
  readonly currency?: string | null;
  readonly brandColor?: string | null;
  /** An https URL of an image. */
  readonly logoUrl?: string | null;
}

export interface CreatedApiKey {
  readonly key: NewApiKey;
  readonly warning: string;
}

export interface CreatedApp {
  readonly kind: 'public' | 'private';
  /** `blocked` is what an operator has disabled. */
  readonly status: 'active' | 'disabled' | 'blocked';
  readonly client: ClientCredentials;
  readonly id: string;
  /** The organization that publishes it. */
  readonly organization?: string;
  readonly name: string;
  readonly title: string;
  /** What people read as its vendor. */
  readonly vendor: string;
  readonly description: LocalizedText;
  readonly logoUrl?: string;
  /** What it may ask for. */
  readonly scopes: readonly string[];
  readonly entryPoint?: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** ISO 8601. */
  readonly updatedAt: string;
}

export interface DayOfUse {
  readonly day: string;
  readonly requests: number;
}

export interface Delivery {
  /** What the event says. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly status: 'pending' | 'delivered' | 'failed';
  /** The event's `id` on the wire, the same at every attempt. */
  readonly id: string;
  readonly event: string;
  readonly subject: string;
  /** Since it was made, or replayed. */
  readonly attempts: number;
  /** The HTTP status of the last attempt; absent where there was no answer. */
  readonly lastStatus?: number;
  /** Why the last attempt failed. */
  readonly lastError?: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** ISO 8601; absent once nothing more is to come. */
  readonly nextAttemptAt?: string;
  /** ISO 8601. */
  readonly deliveredAt?: string;
}

export interface DeliveryList {
  readonly deliveries: readonly Delivery[];
  /** Of all pages together. */
  readonly total: number;
}

export interface GoogleToken {
  /** The ID token (OpenID Connect Core §2), made for this service's client id. */
  readonly idToken?: string;
  /** For an account with a second factor: a code of the app, or a backup code. */
  readonly otp?: string;
}

export interface Identity {
  readonly id: string;
  readonly provider: string;
  /** As the provider told it last; absent where it told none. */
  readonly email?: string;
  readonly createdAt: string;
  readonly lastUsedAt: string;
}

export interface IdentityList {
  /** The oldest first. */
  readonly identities: readonly Identity[];
}

export interface Installation {
  /** Another one after the app was uninstalled, or something was taken from its scope. */
  readonly id: string;
  readonly app: InstalledApp;
  /** What it may do. */
  readonly granted: readonly Sentence[];
  /** What it asks for now. */
  readonly requested: readonly Sentence[];
  /** What of that was not approved yet. */
  readonly waiting: readonly Sentence[];
  /** Counts the changes of what it may do. */
  readonly version: number;
  /** Where members open it. */
  readonly launchUrl?: string;
  /** The user who did it; absent for an operator. */
  readonly installedBy?: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** ISO 8601. */
  readonly updatedAt: string;
}

export interface InstallationList {
  readonly installations: readonly Installation[];
}

export interface InstalledApp {
  /** While it is not active, the app can do nothing. */
  readonly status: 'active' | 'disabled' | 'blocked';
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly vendor: string;
  readonly logoUrl?: string;
}

export interface Instance {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  /** `deleting`: it is dead, and what it held is being removed. */
  readonly status: 'active' | 'suspended' | 'deleting';
  /** `iss` of its tokens. */
  readonly issuer: string;
  /** With the defaults filled in. */
  readonly settings: InstanceSettings;
}

export interface InstanceBranding {
  /** What people read in the head of a page; absent: the title. */
  readonly name?: string | null;
  readonly colour?: string | null;
  /** An https URL of an image, which is shown as an image and nothing else. */
  readonly logo?: string | null;
}

export interface InstanceList {
  readonly instances: readonly Instance[];
}

export interface InstanceSettings {
  /** Seconds that an access token lives, 10 to 86,400; default: what its surface promises. */
  readonly accessTokenLifetime?: number | null;
  /** Seconds that a token for a name and a password lives, 10 to 86,400; default: 24 hours. */
  readonly passwordTokenLifetime?: number | null;
  /** Whether confidential clients have to use PKCE as well. */
  readonly requirePkce?: boolean | null;
  /** Characters that a new password needs. */
  readonly passwordMinimumLength?: number | null;
  /** Whether anyone may make an account. */
  readonly signUp?: 'open' | 'closed' | null;
  /** Origins whose scripts may read answers, with the session cookie if they have it; exact. */
  readonly allowedOrigins?: readonly string[] | null;
  /** BCP 47: the language of letters to people who have not chosen one. */
  readonly locale?: string | null;
  /** What access tokens are, where their resource server does not say. */
  readonly accessTokenFormat?: 'jwt' | 'opaque' | null;
  /** What access tokens are signed with, where their resource server does not say. */
  readonly algorithm?: 'ES256' | 'RS256' | 'PS256' | null;
  readonly social?: SocialRules | null;
  readonly branding?: InstanceBranding;
}

export interface Invitation {
  /** In the directory's order. */
  readonly roles: readonly (
    | 'owner'
    | 'admin'
    | 'member'
    | 'purchaser'
    | 'production_planner'
    | 'customer_service_representative'
    | 'sales_representative'
    | 'designer'
    | 'developer'
  )[];
  readonly id: string;
  readonly email: string;
  /** The user who sent it. */
  readonly invitedBy: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** ISO 8601: seven days later. */
  readonly expiresAt: string;
}

export interface InvitationList {
  readonly invitations: readonly Invitation[];
}

export interface Joined {
  /** In the directory's order. */
  readonly roles: readonly (
    | 'owner'
    | 'admin'
    | 'member'
    | 'purchaser'
    | 'production_planner'
    | 'customer_service_representative'
    | 'sales_representative'
    | 'designer'
    | 'developer'
  )[];
  readonly organizationId: string;
  readonly membershipId: string;
}

export interface KeyOwner {
  readonly type: 'person' | 'organization';
  readonly id: string;
}

export interface KeyRate {
  /** Requests a minute. */
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until there are more. */
  readonly reset: number;
}

export interface KeyVerdict {
  readonly valid: boolean;
  readonly id?: string;
  readonly name?: string;
  readonly owner?: KeyOwner;
  /** What the key may do now. */
  readonly scopes?: readonly string[];
  /** ISO 8601; absent: it does not expire. */
  readonly expiresAt?: string;
  readonly rateLimit?: KeyRate;
}

export interface KeyVerdicts {
  readonly results: readonly KeyVerdict[];
}

export interface LocalizedText {
  readonly en: string;
  readonly de?: string;
}

export interface LoggedOut {
  readonly message: string;
}

export interface Login {
  readonly email: string;
  readonly password: string;
  /** For an account with a second factor: a code of the app, or a backup code. */
  readonly otp?: string;
}

export interface MailAsk {
  readonly email: string;
}

export interface MailedToken {
  readonly token: string;
}

export interface ManagedApp {
  readonly kind: 'public' | 'private';
  /** `blocked` is what an operator has disabled. */
  readonly status: 'active' | 'disabled' | 'blocked';
  readonly id: string;
  /** The organization that publishes it. */
  readonly organization?: string;
  readonly name: string;
  readonly title: string;
  /** What people read as its vendor. */
  readonly vendor: string;
  readonly description: LocalizedText;
  readonly logoUrl?: string;
  /** What it may ask for. */
  readonly scopes: readonly string[];
  readonly entryPoint?: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** ISO 8601. */
  readonly updatedAt: string;
  readonly clients: readonly Client[];
}

export interface Membership {
  /** In the directory's order. */
  readonly roles: readonly (
    | 'owner'
    | 'admin'
    | 'member'
    | 'purchaser'
    | 'production_planner'
    | 'customer_service_representative'
    | 'sales_representative'
    | 'designer'
    | 'developer'
  )[];
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  /** For owners, admins and the organization itself only. */
  readonly email?: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** ISO 8601. */
  readonly updatedAt: string;
}

export interface MembershipList {
  readonly memberships: readonly Membership[];
  /** Of all pages together. */
  readonly total: number;
}

export interface NewApiKey {
  /** `sk_` and 64 hexadecimal digits, the last 8 of which are the CRC-32 of the 56 before them. */
  readonly key: string;
  readonly id: string;
  readonly name: string;
  /** Its beginning, to tell it from others. */
  readonly keyPrefix: string;
  /** `null`: whatever API scopes its owner has at the moment of use. */
  readonly scopes: readonly string[] | null;
  /** From where alone it may be used; empty: from everywhere. */
  readonly allowedIps: readonly string[];
  /** Requests a minute. */
  readonly rateLimit: number;
  /** `null` until it is used for the first time. */
  readonly lastUsedAt: string | null;
  readonly createdAt: string;
  /** `null`: it does not expire. */
  readonly expiresAt: string | null;
  /** `null` as long as it was not revoked. */
  readonly revokedAt: string | null;
}

export interface OneApiKey {
  readonly key: ApiKey;
}

export interface Organization {
  readonly status: 'active' | 'suspended';
  readonly id: string;
  readonly name: string;
  /** The name for addresses, unique in the instance. */
  readonly slug: string;
  readonly countryCode?: string;
  readonly kinds: readonly string[];
  readonly currency?: string;
  readonly brandColor?: string;
  readonly logoUrl?: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** ISO 8601. */
  readonly updatedAt: string;
}

export interface OrganizationList {
  readonly organizations: readonly OwnOrganization[];
}

export interface OwnOrganization {
  readonly status: 'active' | 'suspended';
  /** In the directory's order. */
  readonly roles: readonly (
    | 'owner'
    | 'admin'
    | 'member'
    | 'purchaser'
    | 'production_planner'
    | 'customer_service_representative'
    | 'sales_representative'
    | 'designer'
    | 'developer'
  )[];
  /** The caller's own. */
  readonly membershipId: string;
  readonly id: string;
  readonly name: string;
  /** The name for addresses, unique in the instance. */
  readonly slug: string;
  readonly countryCode?: string;
  readonly kinds: readonly string[];
  readonly currency?: string;
  readonly brandColor?: string;
  readonly logoUrl?: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** ISO 8601. */
  readonly updatedAt: string;
}

export interface PasswordReplaced {
  readonly message: string;
}

export interface RecoveryMessage {
  readonly message: string;
}

export interface Refreshed {
  /** For 15 minutes, as `Authorization: Bearer …`. */
  readonly accessToken: string;
}

export interface Register {
  readonly email: string;
  /** At least 8 characters (or what the service is set to), at most 1,024; not a common one, not built on the name or address of the account. No rules on kinds of characters. */
  readonly password: string;
  /** How people address the person: 1 to 200 printable characters. */
  readonly name: string;
}

export interface RegisterScope {
  /** Whom it can be granted for. */
  readonly bearers?: readonly ('person' | 'organization')[];
  /** The technical name of the app, a name of a-z, 0-9 and _, 3 to 64 long, and `r`, `w` or `rw`. */
  readonly name: string;
  /** What it allows, as people read it before they agree. */
  readonly description: LocalizedText;
  /** `aud` of the tokens for the API, and the `resource` by which apps ask for them: an https URL that no other API has. Without it, a URN that stays. It can be changed only while the app has no scopes. */
  readonly audience?: string;
}

export interface RegisteredScope {
  /** Whom it can be granted for. */
  readonly bearers: readonly ('person' | 'organization')[];
  readonly name: string;
  readonly description: LocalizedText;
}

export interface ReplacePassword {
  readonly current_password: string;
  /** At least 8 characters (or what the service is set to), at most 1,024; not a common one, not built on the name or address of the account. No rules on kinds of characters. */
  readonly new_password: string;
}

export interface ResetPassword {
  /** At least 8 characters (or what the service is set to), at most 1,024; not a common one, not built on the name or address of the account. No rules on kinds of characters. */
  readonly password: string;
  readonly token: string;
}

export interface RevokedApiKey {
  readonly key: ApiKey;
  readonly message: string;
}

export interface RotateApiKey {
  /** Seconds that the key before stays valid, up to 30 days. */
  readonly overlap?: number;
}

export interface RotateSecret {
  /** Seconds that the secret before stays valid, up to 30 days. */
  readonly overlap?: number;
  /** Kill the tokens too that were issued to the client; not beside an overlap. */
  readonly revokeTokens?: boolean;
}

export interface SampleBrand {
  readonly id: string;
  readonly name: string;
}

export interface SampleBrands {
  readonly brands: readonly SampleBrand[];
}

export interface Scope {
  /** Whom it can be granted for. */
  readonly bearers: readonly ('person' | 'organization' | 'client')[];
  readonly name: string;
  /** What it allows, as people read it before they agree. */
  readonly description: LocalizedText;
  /** The title of the API that defines it. */
  readonly api: string;
}

export interface ScopeList {
  readonly scopes: readonly Scope[];
}

export interface SecondFactor {
  readonly enabled: boolean;
  /** Since when; ISO 8601. Absent where it is off. */
  readonly enabledAt?: string;
  /** Backup codes that were not used. Absent where it is off. */
  readonly remainingBackupCodes?: number;
}

export interface SecondFactorEnrolment {
  /** Base 32 (RFC 4648): SHA-1, six digits, 30 seconds. Shown once. */
  readonly secret: string;
  /** The same as a QR code holds it. */
  readonly uri: string;
}

export interface SecondFactorProof {
  /** May be left out where the account has no password: then the session has to be ten minutes old at most. */
  readonly currentPassword?: string;
  /** Six digits of the app, or a backup code. */
  readonly otp: string;
}

export interface Sentence {
  readonly name: string;
  readonly description: LocalizedText;
}

export interface Session {
  readonly id: string;
  /** Browser and system, as the browser described itself. */
  readonly device: string;
  /** The IP address of the sign-in. */
  readonly address: string;
  /** Whether this very request belongs to it. */
  readonly current: boolean;
  /** ISO 8601. */
  readonly createdAt: string;
  /** ISO 8601; at most a minute behind. */
  readonly lastSeenAt: string;
  /** ISO 8601: when it ends even if it is used all the time. */
  readonly expiresAt: string;
}

export interface SessionList {
  readonly sessions: readonly Session[];
}

export interface SetRoles {
  readonly roles: readonly (
    | 'owner'
    | 'admin'
    | 'member'
    | 'purchaser'
    | 'production_planner'
    | 'customer_service_representative'
    | 'sales_representative'
    | 'designer'
    | 'developer'
  )[];
}

export interface SetWebhook {
  /** At a public address; https. */
  readonly url: string;
}

export interface SignedIn {
  readonly user: User;
  /** For 15 minutes, as `Authorization: Bearer …`. */
  readonly accessToken: string;
}

export interface SocialRules {
  /** `false`: by none. */
  readonly enabled?: boolean;
  /** Their names; absent: all that the service has. */
  readonly providers?: readonly string[];
  /** Whether a provider may be linked to an account that stands already. */
  readonly linking?: boolean;
}

export interface StartSecondFactor {
  /** May be left out where the account has no password: then the session has to be ten minutes old at most. */
  readonly currentPassword?: string;
}

export interface UpdateApiKey {
  readonly name?: string;
  readonly scopes?: readonly string[] | null;
  /** RFC 3339. */
  readonly expiresAt?: string | null;
  readonly allowedIps?: readonly string[];
  /** Requests a minute. */
  readonly rateLimit?: number | null;
}

export interface UpdateApp {
  /** A private app can be made public, never the other way round. */
  readonly kind?: 'public';
  readonly title?: string;
  readonly description?: LocalizedText;
  readonly logoUrl?: string | null;
  /** All that it may ask for from now on. What was granted before does not grow with it. */
  readonly scopes?: readonly string[];
  readonly entryPoint?: string | null;
}

export interface UpdateClient {
  readonly name?: string;
  /** All of them. */
  readonly redirectUris?: readonly string[];
  /** All of them. */
  readonly postLogoutRedirectUris?: readonly string[];
}

export interface UpdateInstance {
  readonly title?: string;
  readonly settings?: InstanceSettings;
}

export interface UpdateOrganization {
  /** 1 to 200 printable characters; the slug follows. */
  readonly name?: string;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode?: string | null;
  /** What it does, in words of the directory. */
  readonly kinds?: readonly string[];
  /** ISO 4217. */
  readonly currency?: string | null;
  readonly brandColor?: string | null;
  /** An https URL of an image. */
  readonly logoUrl?: string | null;
}

export interface UpdateProfile {
  /** How people address the person: 1 to 200 printable characters. */
  readonly name?: string;
  /** Where a picture of the person is: http or https, at most 2,048 characters. */
  readonly avatar_url?: string | null;
  /** Language, as a BCP 47 tag. */
  readonly locale?: string | null;
  /** Time zone, by its IANA name. */
  readonly zoneinfo?: string | null;
}

export interface User {
  readonly id: string;
  /** Absent for an app's token without the scope `email`. */
  readonly email?: string;
  readonly full_name: string;
  readonly avatar_url: string | null;
  /** Whether mail to this address was answered; beside `email` only. */
  readonly email_verified?: boolean;
  /** What was bought: `free`, `starter` or `growth`. */
  readonly plan_id: string;
  readonly locale: string | null;
  readonly zoneinfo: string | null;
  /** ISO 8601. */
  readonly created_at: string;
  /** ISO 8601. */
  readonly updated_at: string;
}

export interface VerifyApiKey {
  /** As it was presented. */
  readonly key: string;
  /** The IP address of who has presented it; a key that is bound to addresses is not valid without. */
  readonly address?: string;
}

export interface VerifyApiKeys {
  /** At most 100. */
  readonly keys: readonly VerifyApiKey[];
}

export interface Webhook {
  /** Absent: it hears of nothing. */
  readonly url?: string;
}

export interface WebhookCredentials {
  readonly url: string;
  /** Of `X-Loom-Signature`, the hexadecimal HMAC-SHA256 of the raw body. Shown this once: no other answer holds it. Absent where the one before stays. */
  readonly secret?: string;
}
