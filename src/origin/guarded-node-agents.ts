import { type AgentOptions, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { isIP } from 'node:net';
import type { AddressGuard } from './address-guard.ts';
import { downloadFailed } from './failures.ts';
import { guardedLookup, type Resolve } from './guarded-agent.ts';

export interface GuardedNodeAgents {
  readonly httpAgent: HttpAgent;
  readonly httpsAgent: HttpsAgent;
}

/** As the guarded agent, for SDKs that go through Node's own client. */
export function createGuardedNodeAgents(guard: AddressGuard, resolve: Resolve): GuardedNodeAgents {
  const options: AgentOptions = { keepAlive: true, lookup: guardedLookup(guard, resolve) };
  return {
    httpAgent: refuseAddresses(new HttpAgent(options), guard),
    httpsAgent: refuseAddresses(new HttpsAgent(options), guard),
  };
}

/** Sockets never look up what is an address already. */
function refuseAddresses<Agent extends HttpAgent>(agent: Agent, guard: AddressGuard): Agent {
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const host = String(options.host);
    if (isIP(host) === 0 || guard.isAllowed(host)) return connect(options, callback);
    const refusal = downloadFailed('ADDRESS_NOT_ALLOWED');
    if (callback === undefined) throw refusal;
    process.nextTick(callback, refusal);
    return undefined;
  };
  return agent;
}
