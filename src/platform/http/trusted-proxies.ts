import { BlockList, isIP, isIPv6 } from 'node:net';

const MAPPED = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i;

/** An IPv4 address that arrives in IPv6 clothes (`::ffff:192.0.2.1`, RFC 4291 §2.5.5.2) is the IPv4 address. */
export function plainAddress(address: string): string {
  return MAPPED.exec(address)?.[1] ?? address;
}

/** The proxies whose `X-Forwarded-*` headers are believed: addresses and networks in CIDR notation. */
export class TrustedProxies {
  private readonly list = new BlockList();
  private readonly none: boolean;

  /** Throws where an entry is neither an address nor a network. */
  constructor(entries: readonly string[] = []) {
    this.none = entries.length === 0;
    for (const entry of entries) this.add(entry);
  }

  trusts(address: string): boolean {
    if (this.none || isIP(address) === 0) return false;
    return this.list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
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

  private add(entry: string): void {
    const [address = '', prefix, rest] = entry.split('/');
    const kind = isIP(address);
    if (kind === 0 || rest !== undefined) throw new Error(`${entry} is not an address or a network`);
    const width = kind === 6 ? 128 : 32;
    const bits = prefix === undefined ? width : Number(prefix);
    if (!Number.isInteger(bits) || bits < 0 || bits > width) throw new Error(`${entry} has no valid prefix length`);
    this.list.addSubnet(address, bits, kind === 6 ? 'ipv6' : 'ipv4');
  }
}
