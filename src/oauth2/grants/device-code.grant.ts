import { Injectable } from '@nestjs/common';
import { DEVICE_CODE_GRANT } from '../../apps/index.js';
import { accessDenied, authorizationPending, expiredToken, invalidGrant, slowDown } from '../../core/errors.js';
import type { Parameters } from '../../core/parameters.js';
import { Clock } from '../../platform/index.js';
import { TokenRegistry } from '../../tokens/index.js';
import { type DecidedDevice, decidedDevice } from '../device/decided-device.js';
import type { DeviceCodeRow } from '../device/device-code.store.js';
import { DeviceCodes } from '../device/device-codes.service.js';
import { Replays } from '../replays.service.js';
import { TokenIssuer } from '../token-issuer.js';
import { familyOf, orderOf } from './code-tokens.js';
import { type Grant, type IssuedTokens, requiredParameter, type TokenRequest } from './grant.js';
import { lossSince } from './redeemable-code.js';
import { requestedResources } from './requested-resources.js';

export interface DeviceCodeParams {
  readonly deviceCode: string;
  readonly resources: readonly string[];
}

/** One text for every cause. */
const refused = (cause: string): Error => invalidGrant('the device code is not valid', { cause });

/** RFC 8628 §3.4 */
@Injectable()
export class DeviceCodeGrant implements Grant<DeviceCodeParams> {
  readonly type = DEVICE_CODE_GRANT;

  constructor(
    private readonly codes: DeviceCodes,
    private readonly issuer: TokenIssuer,
    private readonly registry: TokenRegistry,
    private readonly replays: Replays,
    private readonly clock: Clock,
  ) {}

  read(parameters: Parameters): DeviceCodeParams {
    return { deviceCode: requiredParameter(parameters, 'device_code'), resources: requestedResources(parameters) };
  }

  async exchange(request: TokenRequest<DeviceCodeParams>): Promise<IssuedTokens> {
    const { row, decided } = await this.redeemable(request);
    const now = this.clock.now();
    const order = orderOf(decided, request, now);
    const draft = await this.issuer.draft(order);
    const won = await this.codes.redeem(row, () => this.registry.open(familyOf(order, decided, now), draft.rows));
    if (won) return this.issuer.complete(draft);
    // Something was quicker: by now the same checks tell what it was, and a replay is treated as one.
    await this.redeemable(request);
    throw refused('it changed meanwhile');
  }

  /** @throws authorization_pending, slow_down, expired_token, access_denied (RFC 8628 §3.5); invalid_grant */
  private async redeemable(
    request: TokenRequest<DeviceCodeParams>,
  ): Promise<{ readonly row: DeviceCodeRow; readonly decided: DecidedDevice }> {
    const row = await this.codes.find(request.instance, request.params.deviceCode);
    if (!row) throw refused('unknown');
    if (row.clientId !== request.client.id) throw refused('it was issued to another client');
    if (row.consumedAt !== null && row.familyId !== null) throw await this.replays.ofDeviceCode(request, row.familyId);
    if (row.decision === 'deny') throw accessDenied('the person did not allow it');
    if (row.expiresAt <= this.clock.now()) throw expiredToken('nobody decided in time, or the tokens were not fetched');
    if (row.decision === null) throw await this.pending(row);
    const decided = decidedDevice(row);
    const loss = decided ? lossSince(decided) : 'the person is gone';
    if (!decided || loss !== undefined) throw refused(loss ?? 'nobody has decided');
    return { row, decided };
  }

  // Only who waits is told to wait: once it is decided, a device that polls too often gets its answer like any other.
  private async pending(row: DeviceCodeRow): Promise<Error> {
    if (await this.codes.poll(row)) return authorizationPending('the person has not decided yet');
    return slowDown('polled too soon: wait five seconds longer between two polls from now on');
  }
}
