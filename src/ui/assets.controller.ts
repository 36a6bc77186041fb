import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '../access/index.js';
import { CurrentInstance, type Instance } from '../instances/index.js';
import { Refuses } from '../platform/index.js';
import { type Asset, COPY_SCRIPT, FORM_POST_SCRIPT, ICON, STYLESHEET } from './assets/asset.js';
import { brandingOf } from './page-paths.js';
import { CurrentVisit, Visit } from './visit.js';

/** What the pages load: everything from here, nothing from elsewhere. */
@ApiTags('Pages')
@ApiProduces('text/css', 'image/svg+xml', 'text/javascript')
@ApiResponse({ status: 200, description: 'The file' })
@Refuses('unknown_instance')
@Controller()
@Public()
export class AssetsController {
  @Get('assets/latchkey.css')
  @ApiOperation({ summary: 'The stylesheet of the pages' })
  stylesheet(@CurrentVisit() visit: Visit): string {
    return send(STYLESHEET, visit);
  }

  @Get('assets/icon.svg')
  @ApiOperation({ summary: 'The icon' })
  icon(@CurrentVisit() visit: Visit): string {
    return send(ICON, visit);
  }

  @Get('assets/form-post.js')
  @ApiOperation({ summary: 'The script of the page that posts an answer to an app' })
  formPostScript(@CurrentVisit() visit: Visit): string {
    return send(FORM_POST_SCRIPT, visit);
  }

  @Get('assets/copy.js')
  @ApiOperation({ summary: 'The script of the button that copies a secret' })
  copyScript(@CurrentVisit() visit: Visit): string {
    return send(COPY_SCRIPT, visit);
  }

  @Get(':instance/branding.css')
  @ApiOperation({ summary: 'The colours of an instance' })
  branding(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit): string {
    return send(brandingOf(instance), visit);
  }
}

/** For ever only under the address that names this content; another version may be on its way to another replica. */
function send(asset: Asset, { query, reply }: Visit): string {
  const isExact = query.get('v') === asset.version;
  reply.header('content-type', asset.type);
  reply.header('cache-control', isExact ? 'public, max-age=31536000, immutable' : 'no-cache');
  return asset.body;
}
