import type { RequestListener } from 'node:http';
import type { Config } from '../config.ts';
import { createExplain, type ExplainParts } from '../delivery/explain.ts';
import { createRenderBudget } from '../delivery/render-budget.ts';
import { createDeliverRequest, type DeliverRequestParts } from '../http/delivery/deliver-request.ts';
import { createReadVisitor } from '../http/delivery/visitor.ts';

interface DeliverRequestJoint
  extends Pick<DeliverRequestParts, 'deliver' | 'endpoints' | 'log' | 'count'>,
    Pick<ExplainParts, 'keyPairs' | 'clock'> {
  readonly config: Config;
}

/** Everything below the delivery prefix. */
export function joinDeliverRequest({ config, ...joint }: DeliverRequestJoint): RequestListener {
  const { id, domains, maxUrlBytes, trustedProxies, countryHeader: name } = config;
  const countryHeader = name === undefined ? {} : { countryHeader: name.toLowerCase() };
  return createDeliverRequest({
    ...joint,
    ...countryHeader,
    id,
    domains,
    maxUrlBytes,
    explain: createExplain({ ...joint, id }),
    readVisitor: createReadVisitor({ trustedProxies, ...countryHeader }),
    spendRender: createRenderBudget(config.renderBudget, () => performance.now()),
  });
}
