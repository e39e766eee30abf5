/** Custom domains in lower case, and the prefix of the endpoint that each stands for; empty for the default one. */
export type Domains = ReadonlyMap<string, string>;

/** The prefix that `Host` stands for; undefined when it is none of our domains. Asked on every hit. */
export function findDomain(host: string | undefined, domains: Domains): string | undefined {
  if (domains.size === 0 || host === undefined) return undefined;
  const name = host.toLowerCase();
  return domains.get(name) ?? domains.get(name.replace(/:\d+$/, ''));
}
