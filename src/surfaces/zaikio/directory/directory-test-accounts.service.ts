import { Injectable } from '@nestjs/common';
import { TestAccounts } from '../../../apps/index.js';
import type { Principal } from '../../../core/principal.js';
import type { NewTestOrganization } from '../../../organizations/index.js';
import { clientOf } from './directory-caller.js';
import type { DirectoryPage } from './directory-page.js';
import { Relations } from './relations.service.js';
import { TestAccountDto } from './test-account.dto.js';

/** The test accounts of an app in the directory's shape. */
@Injectable()
export class DirectoryTestAccounts {
  constructor(
    private readonly accounts: TestAccounts,
    private readonly relations: Relations,
  ) {}

  async list(principal: Principal, page: DirectoryPage): Promise<TestAccountDto[]> {
    const accounts = await this.accounts.list(clientOf(principal));
    const ids = accounts.map(({ organization }) => organization.id);
    const relationTo = await this.relations.of(principal, 'organization', ids);
    return page.cut(accounts, (account) => TestAccountDto.ofAccount(account, relationTo(account.organization.id)));
  }

  async create(principal: Principal, input: NewTestOrganization): Promise<TestAccountDto> {
    const account = await this.accounts.create(clientOf(principal), input);
    const { id } = account.organization;
    const relationTo = await this.relations.of(principal, 'organization', [id]);
    return TestAccountDto.ofAccount(account, relationTo(id), account.password);
  }

  remove(principal: Principal, id: string): Promise<void> {
    return this.accounts.remove(clientOf(principal), id);
  }
}
