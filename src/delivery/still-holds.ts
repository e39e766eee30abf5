import type { SignatureState } from '../access/delivery-access.ts';
import type { FileRepository } from '../domain/database.ts';
import type { DeliveryUrl } from '../transform/delivery-url.ts';
import type { Account } from './account.ts';
import type { VariesOn } from './delivered.ts';
import type { Source } from './find-source.ts';
import type { NamedTexts } from './named-texts.ts';
import type { Print } from './print.ts';

/** What an answer was made of. */
export interface Basis {
  readonly url: DeliveryUrl;
  readonly account: Account;
  readonly namedRevision: number;
  readonly signed: SignatureState;
  readonly source: Source;
  readonly print: Print;
}

/** The same things as they are now. */
export interface BasisParts {
  readonly files: Pick<FileRepository, 'findForDelivery'>;
  readonly named: () => NamedTexts;
  readonly account: () => Account;
}

/**
 * Whether the answer would come out the same for whoever sends the same URL and `Accept`: everything else that it rests on is
 * compared with how it was. Undefined when it rests on more: a clock, a visitor, a model, an origin, the files of layers.
 */
export function stillHolds(basis: Basis, varies: VariesOn, parts: BasisParts): (() => boolean) | undefined {
  if (restsOnClient(varies) || restsOnMore(basis)) return undefined;
  const { url, account, namedRevision, source } = basis;
  const { current } = source.file;
  return () => {
    if (parts.account() !== account || parts.named().revision !== namedRevision) return false;
    const now = parts.files.findForDelivery(url.path, url.objectVersion);
    // A version is another object as soon as one of its details is another.
    return now !== undefined && !(now instanceof Promise) && now.current === current;
  };
}

function restsOnClient({ userAgent, hints, savesData, isMobile, coding }: VariesOn): boolean {
  return userAgent || hints !== undefined || savesData || isMobile || coding;
}

function restsOnMore({ url, account, signed, source, print }: Basis): boolean {
  if (signed !== 'none' || url.expiry !== undefined || url.prompt !== undefined) return true;
  if (account.checkVisitor !== undefined || source.isDefaultImage) return true;
  if (source.file.remote !== undefined) return true;
  return print.kind === 'plan' && (print.isProvisional || print.overlaysSince !== undefined);
}
