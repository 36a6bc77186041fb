import { Controller, Options } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../../../access/index.js';
import { Preflight } from '../../../platform/index.js';
import { at, atId } from './directory-paths.js';

const SUMMARY = 'Which requests a page of another origin may send (CORS preflight)';

/** What a browser asks before it lets a script of another origin call the directory (Fetch §3.2.2). */
@Controller()
@Public()
@ApiTags('Directory API')
export class PreflightController {
  @Options([
    ...['person/organization_memberships', 'person/organizations/:id/memberships', 'organization'].flatMap(at),
    ...['organization/memberships', 'roles', 'jwt_public_keys', 'connections', 'apps'].flatMap(at),
    atId('connections'),
  ])
  @ApiOperation({ summary: SUMMARY })
  @Preflight('GET')
  read(): void {
    return;
  }

  @Options(['person', 'app'].flatMap(at))
  @ApiOperation({ summary: SUMMARY })
  @Preflight('GET', 'PATCH')
  change(): void {
    return;
  }

  @Options(at('person/organizations'))
  @ApiOperation({ summary: SUMMARY })
  @Preflight('POST')
  create(): void {
    return;
  }

  @Options(['revoked_access_tokens', 'test_accounts'].flatMap(at))
  @ApiOperation({ summary: SUMMARY })
  @Preflight('GET', 'POST')
  revoke(): void {
    return;
  }

  @Options(atId('test_accounts'))
  @ApiOperation({ summary: SUMMARY })
  @Preflight('DELETE')
  remove(): void {
    return;
  }

  @Options(atId('organization/memberships'))
  @ApiOperation({ summary: SUMMARY })
  @Preflight('GET', 'PATCH', 'DELETE')
  member(): void {
    return;
  }
}
