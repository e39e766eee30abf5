import type { AcceptOverride, DeliverySettings, ListRule } from '../domain/delivery-settings.ts';
import { MediaError } from '../domain/errors.ts';
import { isWithin, parseIpv4Range, readIpv4 } from './ipv4-ranges.ts';

export type AccessRules = Pick<
  DeliverySettings,
  | 'blockedIps'
  | 'countryRule'
  | 'countries'
  | 'referrerRule'
  | 'referrers'
  | 'allowMissingReferrer'
  | 'blockedUserAgents'
>;

/** Who asks, as far as it is known. */
export interface Visitor {
  readonly address: string | undefined;
  /** Two capital letters. */
  readonly country: string | undefined;
  /** The header as it came. */
  readonly referrer: string | undefined;
  readonly userAgent: string | undefined;
}

/** Throws MediaError forbidden. */
export type CheckVisitor = (visitor: Visitor) => void;

/** Spec delivery §13. Undefined when there is no rule: then nobody need be looked at. */
export function createCheckVisitor(rules: AccessRules): CheckVisitor | undefined {
  const checks = [
    ...(rules.blockedIps.length > 0 ? [checkAddress(rules)] : []),
    ...(rules.countryRule !== 'off' ? [checkCountry(rules)] : []),
    ...(rules.referrerRule !== 'off' ? [checkReferrer(rules)] : []),
    ...(rules.blockedUserAgents.length > 0 ? [checkUserAgent(rules)] : []),
  ];
  if (checks.length === 0) return undefined;
  return (visitor) => {
    for (const check of checks) check(visitor);
  };
}

function checkAddress({ blockedIps }: AccessRules): CheckVisitor {
  const ranges = blockedIps.flatMap((text) => parseIpv4Range(text) ?? []);
  return ({ address }) => {
    const number = address === undefined ? undefined : readIpv4(address);
    if (number !== undefined && isWithin(ranges, number)) throw refused('the address is blocked');
  };
}

function checkCountry({ countryRule, countries }: AccessRules): CheckVisitor {
  const listed = new Set(countries);
  return ({ country }) => {
    const isListed = country !== undefined && listed.has(country);
    if (!passes(countryRule, isListed)) throw refused('the country is not allowed');
  };
}

/** Without a referrer nobody is on a list of those that are allowed (O24). */
function checkReferrer({ referrerRule, referrers, allowMissingReferrer }: AccessRules): CheckVisitor {
  const listed = new Set(referrers);
  return ({ referrer }) => {
    if (referrer === undefined && allowMissingReferrer) return;
    const host = hostOf(referrer);
    const isListed = host !== undefined && listed.has(host);
    if (!passes(referrerRule, isListed)) throw refused('the referring site is not allowed');
  };
}

function checkUserAgent({ blockedUserAgents }: AccessRules): CheckVisitor {
  const parts = blockedUserAgents.map((part) => part.toLowerCase());
  return ({ userAgent = '' }) => {
    const lower = userAgent.toLowerCase();
    if (parts.some((part) => lower.includes(part))) throw refused('the user agent is blocked');
  };
}

function passes(rule: ListRule, isListed: boolean): boolean {
  return rule === 'allow' ? isListed : !isListed;
}

function hostOf(referrer: string | undefined): string | undefined {
  return referrer !== undefined && URL.canParse(referrer) ? new URL(referrer).hostname : undefined;
}

function refused(why: string): MediaError {
  return new MediaError('forbidden', 'Forbidden', { reason: `EFORBIDDEN - ${why}` });
}

/** What counts as the client's `Accept`, for those whose own says too much or too little (spec delivery §13). */
export function overriddenAccept(
  overrides: readonly AcceptOverride[],
  userAgent: string | undefined,
): string | undefined {
  if (userAgent === undefined || overrides.length === 0) return undefined;
  const lower = userAgent.toLowerCase();
  return overrides.find((override) => lower.includes(override.userAgent.toLowerCase()))?.accept;
}
