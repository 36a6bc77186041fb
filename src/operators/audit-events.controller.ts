import { Readable } from 'node:stream';
import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import type { AuditRecord } from '../audit/index.js';
import type { ErrorCode } from '../core/errors.js';
import type { UserId } from '../core/ids.js';
import { IN_PERSON } from '../core/principal.js';
import { Refuses } from '../platform/index.js';
import { AuditEventDto, AuditEventListDto, AuditEventQueryDto, AuditExportQueryDto } from './audit-events.dto.js';
import { AuditLog } from './audit-log.service.js';
import { CurrentOperator } from './current-operator.js';

const REFUSALS: readonly ErrorCode[] = [
  ...(['credentials_required', 'invalid_session', 'invalid_token', 'invalid_api_key', 'forbidden'] as const),
  ...(['invalid_input', 'not_found', 'unknown_instance', 'rate_limited', 'temporarily_unavailable'] as const),
];
const LINES = 'application/x-ndjson';

/** What happened, for operators of the service, who are people of the default instance. */
@ApiTags('Audit')
@Controller(['api/audit-events', ':instance/api/audit-events'])
@Requires({ bearer: 'person', credential: IN_PERSON })
export class AuditEventsController {
  constructor(private readonly log: AuditLog) {}

  /** What matters to security, newest first. For operators. */
  @Get()
  @Refuses(...REFUSALS)
  async list(
    @CurrentOperator() _: UserId,
    @Query() { cursor, limit = 100, ...query }: AuditEventQueryDto,
  ): Promise<AuditEventListDto> {
    return AuditEventListDto.of(await this.log.page(AuditExportQueryDto.read(query), { cursor, limit }));
  }

  /** All of it, newest first: a JSON object a line, each an event of the list. For operators. */
  @Get('export')
  @ApiOkResponse({ content: { [LINES]: { schema: { type: 'string' } } } })
  @Refuses(...REFUSALS)
  async export(@CurrentOperator() by: UserId, @Query() query: AuditExportQueryDto): Promise<StreamableFile> {
    const batches = await this.log.export(by, AuditExportQueryDto.read(query));
    const disposition = 'attachment; filename="audit-events.ndjson"';
    const file = new StreamableFile(Readable.from(linesOf(batches)), { type: LINES, disposition });
    // An answer that breaks off must not look as though it were complete.
    return file.setErrorHandler((_, response) => response.destroy?.());
  }
}

async function* linesOf(batches: AsyncIterable<readonly AuditRecord[]>): AsyncIterable<string> {
  for await (const records of batches) {
    yield records.map((record) => `${JSON.stringify(AuditEventDto.of(record))}\n`).join('');
  }
}
