import { Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
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
import { at } from './directory-paths.js';
import { DirectoryPeople } from './directory-people.service.js';
import { ReducedMembershipDto } from './membership.dto.js';
import {
  DirectoryOrganizationDto,
  NewDirectoryOrganizationDto,
  OrganizationMembershipDto,
} from './organization.dto.js';
import { PatchPersonDto, PersonDto } from './person.dto.js';

/** The person whose token it is. */
@Controller()
@DirectoryApi()
export class PersonController {
  constructor(
    private readonly people: DirectoryPeople,
    private readonly organizations: DirectoryOrganizations,
  ) {}

  /** Who the person is, to which organizations the person belongs, and which of these have connected the app. */
  @Get(at('person'))
  @Requires({ scope: 'directory.person.r', bearer: 'person', credential: ['token', 'api-key'] })
  @Answers('The person', ...BEARER_REFUSALS)
  @ApiOkResponse({ type: PersonDto })
  show(@CurrentPrincipal() principal: Principal): Promise<PersonDto> {
    return this.people.show(principal);
  }

  /** Name, language and time zone; what else is sent is not looked at. */
  @Patch(at('person'))
  @Requires({ scope: 'directory.person.w', bearer: 'person', credential: ['token', 'api-key'] })
  @Answers('Changes the person', ...INPUT_REFUSALS, ...BEARER_REFUSALS)
  @TakesBody(PatchPersonDto, 'person')
  @ApiOkResponse({ type: PersonDto })
  update(
    @CurrentPrincipal() principal: Principal,
    @DirectoryBody(PatchPersonDto, 'person') input: PatchPersonDto,
  ): Promise<PersonDto> {
    return this.people.update(principal, PatchPersonDto.read(input));
  }

  /** With the organizations, by their names. */
  @Get(at('person/organization_memberships'))
  @Requires({ scope: 'directory.person.r', bearer: 'person', credential: ['token', 'api-key'] })
  @Answers('The person’s memberships', 'invalid_input', ...BEARER_REFUSALS)
  @AnswersPages(OrganizationMembershipDto)
  listMemberships(
    @CurrentPrincipal() principal: Principal,
    @CurrentPage() page: DirectoryPage,
  ): Promise<OrganizationMembershipDto[]> {
    return this.people.listMemberships(principal, page);
  }

  /** The person becomes its owner, and the app is connected with all that it asks of an organization: with a key there is no app. */
  @Post(at('person/organizations'))
  @HttpCode(201)
  @Requires({ scope: 'directory.organizations.w', bearer: 'person', credential: 'token' })
  @Answers('Makes an organization', ...INPUT_REFUSALS, ...BEARER_REFUSALS)
  @TakesBody(NewDirectoryOrganizationDto, 'organization')
  @ApiCreatedResponse({ type: DirectoryOrganizationDto })
  createOrganization(
    @CurrentPrincipal() principal: Principal,
    @DirectoryBody(NewDirectoryOrganizationDto, 'organization') input: NewDirectoryOrganizationDto,
  ): Promise<DirectoryOrganizationDto> {
    return this.organizations.create(principal, NewDirectoryOrganizationDto.read(input));
  }

  /** The members of one of the person's organizations, without their addresses. */
  @Get(at('person/organizations/:id/memberships'))
  @Requires({ scope: 'directory.organizations.r', bearer: 'person', credential: ['token', 'api-key'] })
  @Answers('Who else is a member', 'not_found', 'invalid_input', ...BEARER_REFUSALS)
  @AnswersPages(ReducedMembershipDto)
  listMembers(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @CurrentPage() page: DirectoryPage,
  ): Promise<ReducedMembershipDto[]> {
    return this.organizations.listOfPerson(principal, id, page);
  }
}
