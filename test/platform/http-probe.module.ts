import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  HttpException,
  Module,
  Post,
  Query,
  UseFilters,
} from '@nestjs/common';
import { IsInt, IsString, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import {
  AuthError,
  credentialsRequired,
  insufficientScope,
  invalidClient,
  invalidToken,
  rateLimited,
} from '../../src/core/errors.js';
import { Context, HttpReply, OAuthErrorFilter, Reply, RequestContext } from '../../src/platform/index.js';

class Inner {
  @IsInt() size: number;
}

class Input {
  @IsString() name: string;
  @ValidateNested() @Type(() => Inner) inner: Inner;
}

const REFUSALS: Readonly<Record<string, () => unknown>> = {
  none: () => credentialsRequired('credentials are needed'),
  token: () => invalidToken('the token is "not" välid', { cause: 'CAUSE-CANARY' }),
  scope: () => insufficientScope('more is needed', { scope: 'app.a.r' }),
  client: () => invalidClient('unknown client'),
  rate: () => rateLimited('slow down', { retryAfter: 1.2 }),
  unknown: () => Object.assign(new Error('SELECT secret FROM /etc/passwd'), { parameters: ['PARAMETER-CANARY'] }),
  text: () => 'thrown text',
  database: () => Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:5432'), { code: 'ECONNREFUSED' }),
  teapot: () => new HttpException('I am a teapot at /srv/app', 418),
};

@Controller()
class ProbeController {
  @Get('context')
  context(
    @Context() { method, path, search, address, secure, requestId, origin, authorizationCount }: RequestContext,
  ): object {
    return { method, path, search, address, secure, requestId, origin, authorizationCount };
  }

  @Post('echo')
  @HttpCode(200)
  echo(@Body() body: unknown): object {
    return { body: body ?? null, kind: typeof body };
  }

  @Delete('echo')
  remove(@Body() body: unknown): object {
    return { kind: typeof body };
  }

  @Post('validated')
  validated(@Body() input: Input): object {
    return { isInput: input instanceof Input };
  }

  @Post('created')
  created(@Reply() reply: HttpReply): object {
    reply.status(202).header('cache-control', 'public, max-age=60').header('x-one', '1');
    reply
      .cookie('a', '1', { path: '/', secure: true })
      .cookie('b', '2', { path: '/demo', secure: false, maxAge: 60, httpOnly: false });
    return { ok: true };
  }

  @Post('redirect')
  redirect(@Reply() reply: HttpReply): string {
    return reply.redirect('https://app.test/cb?a=1\r\nSet-Cookie: x=1&ü=é');
  }

  @Get('page')
  page(@Reply() reply: HttpReply): string {
    return reply.html('<p>Grüße</p>', {
      formAction: ['https://app.test/cb?x=1', 'com.example.app:/cb', 'http://[::1]:9/cb'],
    });
  }

  @Get('header')
  header(@Reply() reply: HttpReply): string {
    reply.header('x-name', 'a\r\nset-cookie: b=c');
    return '';
  }

  @Get('refuse/:instance')
  refuse(@Query('how') how: string): never {
    throw REFUSALS[how]?.();
  }

  @Get('oauth/:instance')
  @UseFilters(OAuthErrorFilter)
  oauth(@Query('how') how: string): never {
    throw REFUSALS[how]?.() ?? new AuthError('server_error', '');
  }
}

@Module({ controllers: [ProbeController] })
export class ProbeModule {}
