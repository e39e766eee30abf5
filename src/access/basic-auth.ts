export type BasicUser =
  | { readonly kind: 'none' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'user'; readonly name: string };

const base64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

/**
 * The user name of an `Authorization` header, in every form that SDKs send (spec auth-errors-limits §2.1): base64 of
 * `key:` or `key:anything`, or the raw private key. The password is never looked at.
 */
export function readBasicUser(header: string | undefined): BasicUser {
  const [, scheme, rest = ''] = /^\s*(\S+)\s*(.*)$/s.exec(header ?? '') ?? [];
  if (scheme?.toLowerCase() !== 'basic') return { kind: 'none' };
  const credentials = rest.trim();
  if (credentials === '') return { kind: 'none' };
  if (credentials.startsWith('private_')) return user(beforeColon(credentials) ?? credentials);
  if (!base64.test(credentials)) return { kind: 'malformed' };
  const name = beforeColon(Buffer.from(credentials, 'base64').toString('utf8'));
  return name === undefined ? { kind: 'malformed' } : user(name);
}

function beforeColon(text: string): string | undefined {
  const colon = text.indexOf(':');
  return colon === -1 ? undefined : text.slice(0, colon);
}

/** A blank key, `Basic Og==`, is what clients send when no key was set: nothing, rather than a wrong one. */
function user(name: string): BasicUser {
  return name === '' ? { kind: 'none' } : { kind: 'user', name };
}
