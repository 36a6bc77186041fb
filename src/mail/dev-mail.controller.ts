import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../access/index.js';
import { HttpReply, Refuses, Reply, Settings } from '../platform/index.js';
import { DevMailListDto, DevMailQueryDto } from './dev-mail.dto.js';
import { DEV_MAIL_POLICY, listPage, mailPage } from './dev-mail-page.js';
import { DevMail } from './dev-mail.service.js';

const page = { description: 'A page', content: { 'text/html': { schema: { type: 'string' } } } } as const;

/** What would have been sent, where there is no SMTP server; not in production. */
@ApiTags('Development')
@Refuses('not_found')
@Controller('dev')
@Public()
export class DevMailController {
  constructor(
    private readonly mails: DevMail,
    private readonly settings: Settings,
  ) {}

  @Get('mail')
  @ApiOperation({ summary: 'The mails that were not sent, as a page' })
  @ApiOkResponse(page)
  async list(@Reply() reply: HttpReply): Promise<string> {
    return send(reply, listPage(await this.mails.list(), this.root()));
  }

  @Get('mail.json')
  @ApiOperation({ summary: 'The mails that were not sent, for scripts' })
  @ApiOkResponse({ type: DevMailListDto })
  @Refuses('invalid_input')
  async json(@Query() { to }: DevMailQueryDto): Promise<DevMailListDto> {
    return DevMailListDto.of(await this.mails.list(to));
  }

  @Get('mail/:id')
  @ApiOperation({ summary: 'One mail that was not sent, as a page' })
  @ApiOkResponse(page)
  async show(@Param('id') id: string, @Reply() reply: HttpReply): Promise<string> {
    return send(reply, mailPage(await this.mails.get(id), this.root()));
  }

  private root(): string {
    return new URL(this.settings.publicUrl).pathname.replace(/\/$/, '');
  }
}

function send(reply: HttpReply, body: string): string {
  reply.html(body);
  reply.header('content-security-policy', DEV_MAIL_POLICY);
  return body;
}
