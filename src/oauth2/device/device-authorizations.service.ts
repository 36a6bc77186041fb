import { Injectable } from '@nestjs/common';
import { type Client, DEVICE_CODE_GRANT } from '../../apps/index.js';
import { temporarilyUnavailable, unauthorizedClient } from '../../core/errors.js';
import { SECRET_PREFIX, sha256 } from '../../core/secret-format.js';
import { shownUserCode, USER_CODE_BYTES, userCodeOf } from '../../core/user-code.js';
import { addressGroup, Clock, Random, Throttle } from '../../platform/index.js';
import { Resources } from '../../resources/index.js';
import type { ClientRequest } from '../client-auth/client-authentication.js';
import { DeviceAuthorizationStore, type NewDeviceAuthorization } from './device-authorization.store.js';
import { assertMayAsk } from './device-scope.js';

/** Seconds in which a person has to decide. */
const LIFETIME = 600;
/** Seconds between two polls (RFC 8628 §3.2). */
const INTERVAL = 5;
/** User codes that are tried before giving up: at 10,000 live ones the second is needed once in a million times. */
const ATTEMPTS = 5;
/** What one address may begin for clients that prove nothing. */
const BEGINNINGS = { count: 60, window: 60_000 };

/** The client is authenticated already. */
export interface DeviceRequest extends ClientRequest {
  readonly client: Client;
}

/** RFC 8628 §3.2; times in seconds. */
export interface StartedDeviceAuthorization {
  /** In no other answer, ever. */
  readonly deviceCode: string;
  /** As it is to be shown. */
  readonly userCode: string;
  readonly verificationUri: string;
  readonly verificationUriComplete: string;
  readonly expiresIn: number;
  readonly interval: number;
}

/** The device authorization endpoint, on whichever surface (RFC 8628 §3.1). */
@Injectable()
export class DeviceAuthorizations {
  constructor(
    private readonly store: DeviceAuthorizationStore,
    private readonly resources: Resources,
    private readonly throttle: Throttle,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  /** @throws unauthorized_client, invalid_scope, invalid_target, rate_limited */
  async begin(request: DeviceRequest): Promise<StartedDeviceAuthorization> {
    const { instance, client, context, parameters } = request;
    if (!client.grantTypes.has(DEVICE_CODE_GRANT)) throw unauthorizedClient('the client may not use this flow');
    assertMayAsk({ instance, client, catalogue: await this.resources.catalogue(instance.id) }, parameters);
    if (client.isPublic) await this.throttle.hit(`device:${instance.id}:${addressGroup(context.address)}`, BEGINNINGS);
    const deviceCode = SECRET_PREFIX.deviceCode + this.random.token();
    const userCode = shownUserCode(await this.insert(request, deviceCode));
    const verificationUri = `${instance.baseUrl}/device`;
    return {
      deviceCode,
      userCode,
      verificationUri,
      verificationUriComplete: `${verificationUri}?code=${userCode}`,
      expiresIn: LIFETIME,
      interval: INTERVAL,
    };
  }

  /** Answers the user code. */
  private async insert(request: DeviceRequest, deviceCode: string): Promise<string> {
    const createdAt = this.clock.now();
    const row = { ...rowOf(request), hash: sha256(deviceCode), createdAt, expiresAt: createdAt + LIFETIME * 1_000 };
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const userCode = userCodeOf(this.random.bytes(USER_CODE_BYTES));
      if (userCode !== undefined && (await this.store.insert({ ...row, userCode }))) return userCode;
    }
    throw temporarilyUnavailable('too many devices wait for their people', { retryAfter: 60 });
  }
}

type Asked = Omit<NewDeviceAuthorization, 'hash' | 'userCode' | 'createdAt' | 'expiresAt'>;

function rowOf({ instance, profile, client, parameters }: DeviceRequest): Asked {
  return {
    instanceId: instance.id,
    clientId: client.id,
    scope: parameters.get('scope') ?? '',
    resources: parameters.get('resource')?.split(' ') ?? [],
    profile: profile.name,
    intervalSeconds: INTERVAL,
  };
}
