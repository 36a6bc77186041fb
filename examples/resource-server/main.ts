import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { GuardOptions } from 'latchkey/guard';
import { FakeIssuer } from 'latchkey/testing';
import { AppModule } from './app.module.js';

const {
  ISSUER,
  AUDIENCE = 'https://tickets.example/',
  CLIENT_ID = '',
  CLIENT_SECRET = '',
  PORT = '3001',
} = process.env;
const logger = new Logger('Example');

/** Without an issuer, one that is no server: enough to see who is let in. */
async function pretended(): Promise<GuardOptions> {
  const issuer = await FakeIssuer.create({ audience: AUDIENCE });
  const token = await issuer.token({ scope: ['tickets.ticket.r'] });
  logger.log(
    `no ISSUER is set, so here is a token of a fake one: curl -H 'Authorization: Bearer ${token}' localhost:${PORT}/tickets`,
  );
  return issuer.guardOptions;
}

const options = ISSUER
  ? { issuer: ISSUER, audience: AUDIENCE, client: { id: CLIENT_ID, secret: CLIENT_SECRET } }
  : await pretended();
const app = await NestFactory.create(AppModule.forRoot(options), new FastifyAdapter());
app.enableShutdownHooks();
await app.listen(PORT, '127.0.0.1');
logger.log(`the resource server listens on ${await app.getUrl()}`);
