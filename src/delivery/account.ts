import { type CheckVisitor, createCheckVisitor } from '../access/access-rules.ts';
import type { DeliverySettings, MaxSize } from '../domain/delivery-settings.ts';
import type { PlanSettings } from '../transform/planning.ts';

/** The settings of the account as they were at one moment, made ready. */
export interface Account {
  /** Rises with every change: what was planned under one revision need not be so under another. */
  readonly revision: number;
  readonly settings: DeliverySettings;
  readonly plan: PlanSettings;
  /** Absent: everybody may ask. */
  readonly checkVisitor: CheckVisitor | undefined;
  /** A print may depend on more of a client than the formats it takes. */
  readonly dependsOnDevice: boolean;
}

/** What the account cannot change about plans. */
export type PlanLimits = Omit<PlanSettings, keyof DeliverySettings>;

/** `current` gives the same object as long as nothing has changed. */
export function createAccount(current: () => DeliverySettings, limits: PlanLimits): () => Account {
  let settings = current();
  let account = makeAccount(settings, limits, 1);
  return () => {
    const now = current();
    if (now !== settings) {
      settings = now;
      account = makeAccount(settings, limits, account.revision + 1);
    }
    return account;
  };
}

function makeAccount(settings: DeliverySettings, limits: PlanLimits, revision: number): Account {
  return {
    revision,
    settings,
    plan: { ...limits, ...settings },
    checkVisitor: createCheckVisitor(settings),
    dependsOnDevice: settings.saveData || settings.maxSizeMobile !== undefined,
  };
}

/** A stranger's own sizes may be refused. */
export function isOnlyNamed({ settings }: Account): boolean {
  const { restrictUnnamed, allowedWidths, allowedHeights } = settings;
  return restrictUnnamed || allowedWidths.length > 0 || allowedHeights.length > 0;
}

export function maxSizeFor(
  { settings }: Account,
  { isMobile }: { readonly isMobile?: boolean },
): MaxSize | undefined {
  return (isMobile ? settings.maxSizeMobile : undefined) ?? settings.maxSize;
}
