import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AccountReclaim } from '../../users/index.js';
import { SecondFactorStore } from './second-factor.store.js';

/** Who had made an account without proving its address has no say in how its owner signs in (D12). */
@Injectable()
export class SecondFactorReclaim implements OnModuleInit {
  constructor(
    private readonly accounts: AccountReclaim,
    private readonly store: SecondFactorStore,
  ) {}

  onModuleInit(): void {
    this.accounts.join(async (key) => void (await this.store.remove(key)));
  }
}
