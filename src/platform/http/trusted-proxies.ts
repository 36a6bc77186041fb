import { isIP } from 'node:net';
import { AddressRanges } from './address-ranges.js';

const MAPPED = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i;

/** An IPv4 address that arrives in IPv6 clothes (`::ffff:192.0.2.1`, RFC 4291 §2.5.5.2) is the IPv4 address. */
export function plainAddress(address: string): string {
  return MAPPED.exec(address)?.[1] ?? address;
}

/** The proxies whose `X-Forwarded-*` headers are believed: addresses and networks in CIDR notation. */
export class TrustedProxies {
  private readonly ranges: AddressRanges;

  /** Throws where an entry is neither an address nor a network. */
  constructor(entries: readonly string[] = []) {
    this.ranges = new AddressRanges(entries);
  }

  trusts(address: string): boolean {
    return this.ranges.contains(address);
  }

  /** The nearest address that is not one of ours, from the right: whatever stands left of it may be made up. */
  clientAddress(peer: string, forwardedFor: string | undefined): string {
    const hops = forwardedFor === undefined ? [] : forwardedFor.split(',', 100);
    let address = peer;
    while (this.trusts(address)) {
      const next = plainAddress(hops.pop()?.trim() ?? '');
      if (isIP(next) === 0) return address;
      address = next;
    }
    return address;
  }
}
