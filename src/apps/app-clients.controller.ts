import { Body, Controller, HttpCode, Param, Patch, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import { IN_PERSON } from '../core/principal.js';
import { CurrentPerson, type PersonCaller, WRITE_REFUSALS } from '../organizations/index.js';
import { Refuses } from '../platform/index.js';
import {
  ClientCredentialsDto,
  ClientDto,
  CreateClientDto,
  RotateSecretDto,
  UpdateClientDto,
} from './app-clients.dto.js';
import { AppClients } from './app-clients.service.js';
import { ClientAuthenticationDto } from './client-keys.dto.js';
import { AtClient, type ClientAddress } from './client-address.js';

/** For the owners and admins of the organization that publishes the app. */
@ApiTags('Apps')
@Controller(['api/apps/:id/clients', ':instance/api/apps/:id/clients'])
@Requires({ bearer: 'person', credential: IN_PERSON })
export class AppClientsController {
  constructor(private readonly clients: AppClients) {}

  /** Makes another client, whose secret is in this answer and in no other. */
  @Post()
  @Refuses('invalid_redirect_uri', ...WRITE_REFUSALS)
  async create(
    @CurrentPerson() caller: PersonCaller,
    @Param('id') id: string,
    @Body() input: CreateClientDto,
  ): Promise<ClientCredentialsDto> {
    return ClientCredentialsDto.of(await this.clients.create(caller, id, CreateClientDto.read(input)));
  }

  /** Changes what is named; redirect URIs by the same rules as at creation. */
  @Patch(':clientId')
  @Refuses('invalid_redirect_uri', ...WRITE_REFUSALS)
  async update(
    @CurrentPerson() caller: PersonCaller,
    @AtClient() address: ClientAddress,
    @Body() change: UpdateClientDto,
  ): Promise<ClientDto> {
    return ClientDto.of(await this.clients.update(caller, address, change));
  }

  /**
   * Lets the client sign assertions with a private key, whose public half is named here or published at `jwksUri`; its secrets end at once.
   * The same again replaces the keys: list the old one beside the new one for as long as both are in use. With
   * `client_secret_basic` the keys end, and a client that had some gets a secret, shown this once.
   */
  @Put(':clientId/authentication')
  @Refuses(...WRITE_REFUSALS)
  async setAuthentication(
    @CurrentPerson() caller: PersonCaller,
    @AtClient() address: ClientAddress,
    @Body() input: ClientAuthenticationDto,
  ): Promise<ClientCredentialsDto> {
    const keys = ClientAuthenticationDto.read(input);
    return ClientCredentialsDto.of(await this.clients.setAuthentication(caller, address, keys));
  }

  /** Refuses the client from now on; the tokens that it has die. */
  @Post(':clientId/disable')
  @HttpCode(204)
  @Refuses(...WRITE_REFUSALS)
  disable(@CurrentPerson() caller: PersonCaller, @AtClient() address: ClientAddress): Promise<void> {
    return this.clients.disable(caller, address);
  }

  /** Gives the client a new secret, shown this once. At most two are valid at a time, and only for the overlap. */
  @Post(':clientId/rotate-secret')
  @HttpCode(200)
  @Refuses(...WRITE_REFUSALS)
  async rotateSecret(
    @CurrentPerson() caller: PersonCaller,
    @AtClient() address: ClientAddress,
    @Body() rotation: RotateSecretDto,
  ): Promise<ClientCredentialsDto> {
    return ClientCredentialsDto.of(await this.clients.rotateSecret(caller, address, RotateSecretDto.read(rotation)));
  }
}
