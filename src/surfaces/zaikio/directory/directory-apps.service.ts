import { Injectable } from '@nestjs/common';
import { PublishedApps } from '../../../apps/index.js';
import type { Principal } from '../../../core/principal.js';
import { Resources } from '../../../resources/index.js';
import { AppSetup, type AppSetupChange, type CompleteApp } from '../../../webhooks/index.js';
import { ConfiguredAppDto, PublishedAppDto } from './app.dto.js';
import { clientOf, organizationOf } from './directory-caller.js';
import type { DirectoryPage } from './directory-page.js';

/** Apps in the directory's shape: for the app itself, and for the organization that publishes it. */
@Injectable()
export class DirectoryApps {
  constructor(
    private readonly setup: AppSetup,
    private readonly published: PublishedApps,
    private readonly resources: Resources,
  ) {}

  async show(principal: Principal): Promise<ConfiguredAppDto> {
    return this.shown(await this.setup.show(clientOf(principal)));
  }

  async change(principal: Principal, change: AppSetupChange): Promise<ConfiguredAppDto> {
    return this.shown(await this.setup.change(clientOf(principal), change));
  }

  async list(principal: Principal, page: DirectoryPage): Promise<PublishedAppDto[]> {
    const caller = organizationOf(principal);
    const apps = await this.published.list(caller, caller.organizationId, 'apps.read');
    return page.cut(apps, (app) => PublishedAppDto.of(app));
  }

  private async shown(configured: CompleteApp): Promise<ConfiguredAppDto> {
    const { instanceId, name } = configured.app;
    const catalogue = await this.resources.catalogue(instanceId);
    return ConfiguredAppDto.of(
      configured,
      catalogue.names().filter((scope) => scope.startsWith(`${name}.`)),
    );
  }
}
