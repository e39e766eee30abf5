import { type Config, deliveryDefaultsOf } from '../config.ts';
import { type Account, createAccount } from '../delivery/account.ts';
import type { Database } from '../domain/database.ts';
import {
  createDeliverySettings,
  type DeliverySettingsOfAccount,
  loadDeliverySettings,
} from '../library/delivery-settings.ts';
import { createKeptCopy } from '../library/kept-copy.ts';

interface JoinedAccount {
  /** As delivery needs them, and as they are now. */
  readonly account: () => Account;
  readonly deliverySettings: DeliverySettingsOfAccount;
  stop(): Promise<void>;
}

/** The delivery settings: the environment first, the row above it, looked at again by every node. */
export async function joinAccount(
  config: Config,
  database: Database,
  onFailure: (error: unknown) => void,
): Promise<JoinedAccount> {
  const defaults = deliveryDefaultsOf(config);
  const load = async () => [await loadDeliverySettings(database.settings, defaults)];
  const copy = await createKeptCopy({ load, onFailure });
  return {
    account: createAccount(() => copy.current()[0] ?? defaults, config),
    deliverySettings: createDeliverySettings({ database, defaults, onChange: copy.refresh }),
    stop: copy.stop,
  };
}
