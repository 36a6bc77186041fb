import { constants, verify, type VerifyKeyObjectInput } from 'node:crypto';
import { promisify } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { Client } from '../../apps/index.js';
import { type AssertionUse, isAssertionType, readAssertion } from '../../core/client-assertion.js';
import type { VerificationKey } from '../../core/public-jwks.js';
import { sha256 } from '../../core/secret-format.js';
import { Clock, Settings } from '../../platform/index.js';
import type { ClientRequest, PresentedAssertion } from './client-authentication.js';
import { ClientAssertionStore } from './client-assertion.store.js';
import { ClientVerificationKeys } from './client-verification-keys.js';

/** RFC 7518 §3.3 to §3.5, by the first two letters of the algorithm; the digits name the hash. */
const SIGNATURES: Readonly<Record<string, Omit<VerifyKeyObjectInput, 'key'>>> = {
  ES: { dsaEncoding: 'ieee-p1363' },
  PS: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST },
  RS: { padding: constants.RSA_PKCS1_PADDING },
};

/** With a callback, Node verifies in its thread pool. */
const verifyInPool = promisify<string, Buffer, VerifyKeyObjectInput, Buffer, boolean>(verify);

/** Assertions of clients (RFC 7523): whether one holds, and that it is used once. */
@Injectable()
export class ClientAssertions {
  constructor(
    private readonly keys: ClientVerificationKeys,
    private readonly store: ClientAssertionStore,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** Whether the client has made this assertion, for us and for now. Nothing is used up by asking. */
  async holds(assertion: PresentedAssertion, client: Client, request: ClientRequest): Promise<boolean> {
    if (client.authenticationMethod !== 'private_key_jwt') return false;
    // The cheap checks first: no key is fetched for what could not hold anyway.
    if (!isAssertionType(assertion.header.typ) || !this.read(assertion, client, request)) return false;
    const { keys, isRemembered } = await this.keys.of(client);
    if (await anyVerifies(keys, assertion)) return true;
    const { kid } = assertion.header;
    const isKnown = kid !== undefined && keys.some((key) => key.kid === kid);
    if (!isRemembered || isKnown) return false;
    return anyVerifies(await this.keys.renewed(client), assertion);
  }

  /** True once for each assertion, on whichever replica; the last of all checks, for who did not pass the others must not use it up. */
  async spend(assertion: PresentedAssertion, client: Client, request: ClientRequest): Promise<boolean> {
    const use = this.read(assertion, client, request);
    if (!use) return false;
    return this.store.spend({ clientId: client.id, jtiHash: sha256(use.jti), expiresAt: use.expiresAt });
  }

  private read({ claims }: PresentedAssertion, client: Client, request: ClientRequest): AssertionUse | undefined {
    const { instance, profile } = request;
    const { issuer } = instance;
    const own = profile.tokenPath === undefined ? [] : [this.settings.publicUrl + profile.tokenPath];
    const audiences = [issuer, `${issuer}/token`, ...own];
    return readAssertion(claims, { clientId: client.id, audiences, now: this.clock.now() });
  }
}

async function anyVerifies(keys: readonly VerificationKey[], assertion: PresentedAssertion): Promise<boolean> {
  const { kid } = assertion.header;
  const candidates = keys.filter((key) => kid === undefined || key.kid === undefined || key.kid === kid);
  for (const key of candidates) if (await verifies(key, assertion)) return true;
  return false;
}

// The algorithm is one that the key is for, whatever the header asks for (RFC 8725 §3.1).
async function verifies({ algorithms, key }: VerificationKey, assertion: PresentedAssertion): Promise<boolean> {
  const { header, signingInput, signature } = assertion;
  const options = SIGNATURES[header.alg.slice(0, 2)];
  if (!options || !algorithms.some((algorithm) => algorithm === header.alg)) return false;
  const [data, signed] = [Buffer.from(signingInput), Buffer.from(signature, 'base64url')];
  return verifyInPool(`sha${header.alg.slice(2)}`, data, { key, ...options }, signed).catch(() => false);
}
