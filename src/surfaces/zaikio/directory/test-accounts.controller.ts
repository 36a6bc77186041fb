import { Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse } from '@nestjs/swagger';
import { CurrentPrincipal, Requires } from '../../../access/index.js';
import type { Principal } from '../../../core/principal.js';
import {
  Answers,
  AnswersPages,
  CLIENT_REFUSALS,
  DirectoryApi,
  INPUT_REFUSALS,
  TakesBody,
} from './directory-documentation.js';
import { DirectoryBody } from './directory-input.js';
import { CurrentPage, DirectoryPage } from './directory-page.js';
import { at, atId, readId } from './directory-paths.js';
import { DirectoryTestAccounts } from './directory-test-accounts.service.js';
import { NewTestAccountDto, TestAccountDto } from './test-account.dto.js';

/** Organizations with people whom nobody is, for an app to try itself out with; `not_found` in production. */
@Controller()
@DirectoryApi()
@Requires({ bearer: 'client', credential: 'basic' })
export class TestAccountsController {
  constructor(private readonly accounts: DirectoryTestAccounts) {}

  /** The first one first. */
  @Get(at('test_accounts'))
  @Answers('The test accounts of the own app', 'not_found', 'invalid_input', ...CLIENT_REFUSALS)
  @AnswersPages(TestAccountDto)
  list(@CurrentPrincipal() principal: Principal, @CurrentPage() page: DirectoryPage): Promise<TestAccountDto[]> {
    return this.accounts.list(principal, page);
  }

  /**
   * The people have addresses that no mail reaches, and one password, which is in this answer and never again. The app is
   * connected with all that it asks of an organization. At most 20 an app, of 10 people each.
   */
  @Post(at('test_accounts'))
  @Answers('Makes a test account', 'not_found', 'conflict', ...INPUT_REFUSALS, ...CLIENT_REFUSALS)
  @TakesBody(NewTestAccountDto, 'test_account')
  @ApiCreatedResponse({ type: TestAccountDto })
  create(
    @CurrentPrincipal() principal: Principal,
    @DirectoryBody(NewTestAccountDto, 'test_account', 'organization') input: NewTestAccountDto,
  ): Promise<TestAccountDto> {
    return this.accounts.create(principal, NewTestAccountDto.readAccount(input));
  }

  /** By the id of the organization. */
  @Delete(atId('test_accounts'))
  @HttpCode(204)
  @Answers('Removes a test account with its people', 'not_found', ...CLIENT_REFUSALS)
  @ApiNoContentResponse({ description: 'The test account is gone' })
  remove(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<void> {
    return this.accounts.remove(principal, readId(id));
  }
}
