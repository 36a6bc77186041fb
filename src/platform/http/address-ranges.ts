import { BlockList, isIP, isIPv6 } from 'node:net';

/** Addresses and networks in CIDR notation (RFC 4632 §3.1, RFC 4291 §2.3). */
export class AddressRanges {
  private readonly list = new BlockList();
  private readonly none: boolean;

  /** Throws where an entry is neither an address nor a network. */
  constructor(entries: readonly string[]) {
    this.none = entries.length === 0;
    for (const entry of entries) this.add(entry);
  }

  /** What is no address lies in no range. */
  contains(address: string): boolean {
    if (this.none || isIP(address) === 0) return false;
    return this.list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
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
