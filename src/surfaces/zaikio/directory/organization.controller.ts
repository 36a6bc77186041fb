import { Controller, Delete, Get, HttpCode, Param, Patch } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import { CurrentPrincipal, Requires } from '../../../access/index.js';
import type { Principal } from '../../../core/principal.js';
import {
  Answers,
  AnswersPages,
  BEARER_REFUSALS,
  DirectoryApi,
  INPUT_REFUSALS,
  TakesBody,
} from './directory-documentation.js';
import { DirectoryBody } from './directory-input.js';
import { DirectoryOrganizations } from './directory-organizations.service.js';
import { CurrentPage, DirectoryPage } from './directory-page.js';
import { at, atId, readId } from './directory-paths.js';
import { DirectoryMembershipDto } from './membership.dto.js';
import { DirectoryOrganizationDto, PatchMembershipDto } from './organization.dto.js';

/** The organization whose token it is. On behalf of a member, the token may no more than that member may. */
@Controller()
@DirectoryApi()
export class OrganizationController {
  constructor(private readonly organizations: DirectoryOrganizations) {}

  @Get(at('organization'))
  @Requires({ scope: 'directory.organization.r', bearer: 'organization', credential: ['token', 'api-key'] })
  @Answers('The organization', 'not_found', ...BEARER_REFUSALS)
  @ApiOkResponse({ type: DirectoryOrganizationDto })
  show(@CurrentPrincipal() principal: Principal): Promise<DirectoryOrganizationDto> {
    return this.organizations.show(principal);
  }

  /** The first member first. */
  @Get(at('organization/memberships'))
  @Requires({ scope: 'directory.organization_members.r', bearer: 'organization', credential: ['token', 'api-key'] })
  @Answers('The members of the organization', 'not_found', 'invalid_input', ...BEARER_REFUSALS)
  @AnswersPages(DirectoryMembershipDto)
  listMembers(
    @CurrentPrincipal() principal: Principal,
    @CurrentPage() page: DirectoryPage,
  ): Promise<DirectoryMembershipDto[]> {
    return this.organizations.listMembers(principal, page);
  }

  @Get(atId('organization/memberships'))
  @Requires({ scope: 'directory.organization_members.r', bearer: 'organization', credential: ['token', 'api-key'] })
  @Answers('One member of the organization', 'not_found', ...BEARER_REFUSALS)
  @ApiOkResponse({ type: DirectoryMembershipDto })
  getMember(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<DirectoryMembershipDto> {
    return this.organizations.getMember(principal, readId(id));
  }

  /** Owners are beyond an organization's token: it neither makes nor changes one. */
  @Patch(atId('organization/memberships'))
  @Requires({ scope: 'directory.organization_members.w', bearer: 'organization', credential: ['token', 'api-key'] })
  @Answers('Sets the roles of a member', 'not_found', ...INPUT_REFUSALS, ...BEARER_REFUSALS)
  @TakesBody(PatchMembershipDto, 'membership')
  @ApiOkResponse({ type: DirectoryMembershipDto })
  setRoles(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @DirectoryBody(PatchMembershipDto, 'membership', 'organization_membership') { roles }: PatchMembershipDto,
  ): Promise<DirectoryMembershipDto> {
    return this.organizations.setRoles(principal, readId(id), roles);
  }

  /** Owners can not be removed. */
  @Delete(atId('organization/memberships'))
  @HttpCode(204)
  @Requires({ scope: 'directory.organization_members.w', bearer: 'organization', credential: ['token', 'api-key'] })
  @Answers('Removes a member', 'not_found', 'conflict', ...BEARER_REFUSALS)
  @ApiNoContentResponse({ description: 'The member is gone' })
  removeMember(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<void> {
    return this.organizations.removeMember(principal, readId(id));
  }
}
