import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../access/index.js';
import { HttpReply, Refuses, Reply } from '../platform/index.js';
import { EXPLORER_POLICY } from './explorer-page.js';
import { Explorer } from './explorer.service.js';

const text = { schema: { type: 'string' } } as const;

/** The page on which this API is read and tried. Nothing is loaded from elsewhere. */
@ApiTags('Operations')
@Public()
@Controller()
export class ExplorerController {
  constructor(private readonly explorer: Explorer) {}

  @Get('docs')
  @ApiOperation({ summary: 'This explorer' })
  @ApiOkResponse({ description: 'A page', content: { 'text/html': text } })
  @Refuses('not_found')
  page(@Reply() reply: HttpReply): string {
    return this.html(this.explorer.page(), reply);
  }

  @Get('docs/:file')
  @ApiOperation({ summary: 'A file of the explorer' })
  @ApiOkResponse({ description: 'The file', content: { 'text/javascript': text, 'text/css': text, 'text/html': text } })
  @Refuses('not_found')
  async file(@Param('file') name: string, @Reply() reply: HttpReply): Promise<string> {
    const { type, body } = await this.explorer.file(name);
    if (type.startsWith('text/html')) return this.html(body, reply);
    // The page names a version of everything that it loads.
    reply.header('content-type', type).header('cache-control', 'public, max-age=86400');
    return body;
  }

  @Get('openapi.json')
  @ApiOperation({ summary: 'The description of this API (OpenAPI 3.1)' })
  @ApiOkResponse({ description: 'The document', schema: { type: 'object', additionalProperties: true } })
  @Refuses('not_found')
  describe(@Reply() reply: HttpReply): string {
    const document = this.explorer.json();
    reply.header('content-type', 'application/json; charset=utf-8').header('cache-control', 'no-cache');
    return document;
  }

  private html(body: string, reply: HttpReply): string {
    reply.html(body);
    reply.header('content-security-policy', EXPLORER_POLICY);
    return body;
  }
}
