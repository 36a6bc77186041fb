import { Injectable } from '@nestjs/common';
import { sha256 } from '../../core/secret-format.js';
import type { Instance } from '../../instances/index.js';
import { Clock, Database } from '../../platform/index.js';
import { type DeviceCodeRow, DeviceCodeStore } from './device-code.store.js';

/** Milliseconds by which a poll may come too soon: a timer that fires early is no haste. */
const LENIENCE = 1_000;
/** Seconds by which the interval grows for whoever polls too soon (RFC 8628 §3.5). */
const STEP = 5;
/** Seconds: whoever never listened is not made to wait for ever when it begins to. */
const LONGEST_INTERVAL = 60;

/** Single use, decided by one conditional write. */
@Injectable()
export class DeviceCodes {
  constructor(
    private readonly store: DeviceCodeStore,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  find(instance: Instance, text: string): Promise<DeviceCodeRow | undefined> {
    return this.store.find(instance.id, sha256(text));
  }

  /** Whether the device has waited long enough; otherwise it has to wait longer from now on. */
  async poll({ hash }: DeviceCodeRow): Promise<boolean> {
    const now = this.clock.now();
    if (await this.store.poll({ hash, now, lenience: LENIENCE })) return true;
    await this.store.slowDown({ hash, now, step: STEP, longest: LONGEST_INTERVAL });
    return false;
  }

  /** Consumes the code and does `open` with it, or neither: true for one caller only. */
  redeem({ hash }: DeviceCodeRow, open: () => Promise<void>): Promise<boolean> {
    return this.database.transaction(async () => {
      const won = await this.store.consume(hash, this.clock.now());
      if (won) await open();
      return won;
    });
  }
}
