import type { ExecutionContext } from '@nestjs/common';
import { contextOf } from '../platform/http/request-context.js';
import type { PresentedCall } from './latchkey-verifier.js';

/** Where transports keep what a browser or a client sends along with a message. */
interface Carrier {
  readonly authorization?: unknown;
  readonly headers?: { readonly authorization?: unknown };
  /** socket.io: the request that has opened the socket, and what the client says of itself. */
  readonly handshake?: {
    readonly address?: unknown;
    readonly headers?: { readonly authorization?: unknown };
    readonly auth?: { readonly token?: unknown };
  };
  /** Express and Fastify, as far as the service believes the proxies in front of it. */
  readonly ip?: unknown;
}

/** What a call presents, over HTTP, in a message or on a socket. */
export function presentedCallOf(context: ExecutionContext): PresentedCall {
  const carrier = carrierOf(context);
  if (context.getType() !== 'http')
    return { credential: authorizationIn(carrier), address: text(carrier.handshake?.address) };
  const { headers, authorizationCount } = contextOf(carrier);
  return { credential: { headers, authorizationCount }, address: text(carrier.ip) };
}

/** The request, the message or the socket, by which its principal is found again. */
export function carrierOf(context: ExecutionContext): object & Carrier {
  const first: unknown = context.getArgByIndex(0);
  return typeof first === 'object' && first !== null ? first : {};
}

function authorizationIn({ authorization, headers, handshake }: Carrier): PresentedCall['credential'] {
  const token = text(handshake?.auth?.token);
  const found = [authorization, headers?.authorization, token && `Bearer ${token}`, handshake?.headers?.authorization];
  return { headers: { authorization: found.map(text).find((value) => value !== undefined) } };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
