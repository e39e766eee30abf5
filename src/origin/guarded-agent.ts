import type { LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import type { AddressGuard } from './address-guard.ts';
import { downloadFailed } from './failures.ts';

/** Every address of a name, as `dns.promises.lookup` with `all` gives them. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

export interface GuardedAgentOptions {
  readonly guard: AddressGuard;
  readonly resolve: Resolve;
  readonly connectTimeoutMs: number;
}

/**
 * Connects to allowed addresses only. The check stands between the name and the socket: the addresses that were
 * checked are the ones connected to, so that a name which changes its answer in between (DNS rebinding) gains nothing.
 */
export function createGuardedAgent({ guard, resolve, connectTimeoutMs }: GuardedAgentOptions): Agent {
  const connect = buildConnector({
    timeout: connectTimeoutMs,
    allowH2: false,
    lookup: guardedLookup(guard, resolve),
  });
  return new Agent({
    // A connection that is kept is one whose check lies in the past; downloads are too rare to need it.
    pipelining: 0,
    connect(options, callback) {
      // Sockets never look up what is an address already.
      if (isIP(options.hostname) !== 0 && !guard.isAllowed(options.hostname)) {
        return callback(downloadFailed('ADDRESS_NOT_ALLOWED'), null);
      }
      // The certificate is that of the server that is connected to, whatever `Host` it is told.
      const servername = isIP(options.hostname) === 0 ? options.hostname : '';
      connect({ ...options, servername }, callback);
    },
  });
}

/** Gives allowed addresses alone: what was checked is what is connected to. */
export function guardedLookup(guard: AddressGuard, resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname)
      .then((addresses) => {
        const [first, ...others] = addresses.filter(({ address }) => guard.isAllowed(address));
        if (first === undefined) throw downloadFailed('ADDRESS_NOT_ALLOWED');
        if (options.all) callback(null, [first, ...others]);
        else callback(null, first.address, first.family);
      })
      .catch((error) => callback(error, ''));
  };
}
