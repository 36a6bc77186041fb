import { Controller, type DynamicModule, Get, type INestApplication, Post, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { CurrentPrincipal, type Principal, Public, Requires } from '../../src/guard/index.js';

/** A service of somebody else, with nothing of ours but the guard. */
@Controller('tickets')
export class TicketsController {
  @Get()
  @Requires({ scope: 'tickets.ticket.r' })
  list(@CurrentPrincipal() { scope, ...principal }: Principal): object {
    return { ...principal, scope: [...scope] };
  }

  @Post()
  @Requires({ scope: 'tickets.ticket.w', bearer: 'person' })
  create(@CurrentPrincipal() { bearer }: Principal): object {
    return bearer;
  }

  @Get('open')
  @Public()
  open(): string {
    return 'open';
  }
}

export interface ServiceAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: Record<string, unknown>;
}

export class ResourceServer {
  private constructor(
    readonly app: INestApplication,
    readonly origin: string,
  ) {}

  /** On the adapter that the environment names. */
  static async start(guard: DynamicModule, controllers: Type[] = [TicketsController]): Promise<ResourceServer> {
    class Root {}
    const adapter = process.env['HTTP_ADAPTER'] === 'express' ? new ExpressAdapter() : new FastifyAdapter();
    const root = { module: Root, imports: [guard], controllers };
    const app = await NestFactory.create(root, adapter, { logger: false, abortOnError: false });
    await app.listen(0, '127.0.0.1');
    return new ResourceServer(app, (await app.getUrl()).replace(/\/$/, ''));
  }

  async call(credential?: string, method = 'GET', path = '/tickets'): Promise<ServiceAnswer> {
    const headers: Record<string, string> = credential === undefined ? {} : { authorization: `Bearer ${credential}` };
    const response = await fetch(this.origin + path, { method, headers });
    const text = await response.text();
    const json = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {};
    return { status: response.status, headers: response.headers, json };
  }

  /** `200`, or the status and the code of the refusal. */
  async outcome(credential?: string, method = 'GET', path = '/tickets'): Promise<string> {
    const { status, json } = await this.call(credential, method, path);
    const { code } = json;
    return typeof code === 'string' ? `${status} ${code}` : `${status}`;
  }

  stop(): Promise<void> {
    return this.app.close();
  }
}
