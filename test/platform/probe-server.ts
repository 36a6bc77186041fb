import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import type { INestApplication } from '@nestjs/common';
import { AppLogger, createHttpApp, parseSettings } from '../../src/platform/index.js';
import { ProbeModule } from './http-probe.module.js';

export interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
  /** Of processor time, the client's included: unlike a clock, the same on a busy machine. */
  readonly milliseconds: number;
}

export interface Sent {
  readonly headers?: Record<string, string | string[]>;
  readonly body?: string | Buffer;
}

/** The probe module on one adapter, with its log lines. */
export class ProbeServer {
  readonly lines: string[] = [];
  private app: INestApplication;
  port: number;

  async start(environment: Record<string, string>): Promise<this> {
    const settings = parseSettings({ LOG_LEVEL: 'debug', ...environment });
    const logger = new AppLogger(settings.logLevel, { write: (line: string) => void this.lines.push(line) });
    this.app = await createHttpApp(ProbeModule, settings, logger);
    await this.app.listen(0, '127.0.0.1');
    const { port } = this.app.getHttpServer().address() as AddressInfo;
    this.port = port;
    return this;
  }

  stop(): Promise<void> {
    return this.app.close();
  }

  send(method: string, path: string, { headers = {}, body }: Sent = {}): Promise<Answer> {
    const started = process.cpuUsage();
    return new Promise((resolve, reject) => {
      const request = httpRequest(
        { port: this.port, host: '127.0.0.1', method, path, headers, agent: false },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              text,
              milliseconds: processorMilliseconds(started),
            });
          });
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  }

  /** Bytes as they are; answers whatever comes back until the server closes. */
  raw(text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.port, '127.0.0.1', () => socket.write(text));
      let received = '';
      socket.setEncoding('utf8').on('data', (chunk: string) => {
        received += chunk;
        if (received.includes('\r\n\r\n')) socket.end();
      });
      socket.on('close', () => resolve(received)).on('error', reject);
    });
  }
}

function processorMilliseconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000;
}
