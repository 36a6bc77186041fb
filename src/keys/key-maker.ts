import { createPrivateKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { Injectable } from '@nestjs/common';
import { calculateJwkThumbprint } from 'jose';
import type { KeyId } from '../core/ids.js';
import type { SigningAlgorithm } from '../instances/index.js';
import { Vault } from '../platform/vault.js';
import type { SigningKeyRecord } from './signing-key.store.js';

interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export type NewKey = Pick<SigningKeyRecord, 'id' | 'algorithm' | 'publicJwk' | 'sealedPrivateKey'>;

const PURPOSE = 'signing-key';

const generate = promisify(generateKeyPair);

/** 2048 bits is what RFC 7518 §3.3 asks for; more makes each signature several times slower. */
const rsa = (): Promise<KeyPair> => generate('rsa', { modulusLength: 2_048 });

/** All run in the thread pool. */
const GENERATORS: Readonly<Record<SigningAlgorithm, () => Promise<KeyPair>>> = {
  ES256: () => generate('ec', { namedCurve: 'P-256' }),
  RS256: rsa,
  PS256: rsa,
};

/** Makes keys, and opens the sealed half of those that were made before. */
@Injectable()
export class KeyMaker {
  constructor(private readonly vault: Vault) {}

  /** The `kid` is the key's thumbprint (RFC 7638), so that no two keys can share one. */
  async make(algorithm: SigningAlgorithm): Promise<NewKey> {
    const { publicKey, privateKey } = await GENERATORS[algorithm]();
    const id = (await calculateJwkThumbprint(publicKey)) as KeyId;
    const publicJwk = publicKey.export({ format: 'jwk' });
    const sealedPrivateKey = this.vault.seal(PURPOSE, privateKey.export({ format: 'der', type: 'pkcs8' }));
    return { id, algorithm, publicJwk, sealedPrivateKey };
  }

  open({ sealedPrivateKey }: SigningKeyRecord): KeyObject {
    return createPrivateKey({ key: this.vault.open(PURPOSE, sealedPrivateKey), format: 'der', type: 'pkcs8' });
  }
}
