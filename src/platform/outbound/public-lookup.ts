import { lookup as resolve } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.js';

/** The message of the error that a connection fails with where it would have gone to an address that is not public. */
export const NOT_PUBLIC = 'the address is not public';

/** Resolves a name for the connection that is about to be made; one address that is not public spoils the name. */
export const publicOnly: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error || first === undefined) callback(error ?? new Error('the name has no address'), '');
    else if (!addresses.every(({ address }) => isPublicAddress(address))) callback(new Error(NOT_PUBLIC), '');
    else if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};
