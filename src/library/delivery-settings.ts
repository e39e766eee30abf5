import { parseIpv4Range } from '../access/ipv4-ranges.ts';
import type { Database, SettingRepository } from '../domain/database.ts';
import { type DeliverySettings, listLimits } from '../domain/delivery-settings.ts';
import { invalid } from '../domain/errors.ts';

export interface DeliverySettingsParts {
  readonly database: Pick<Database, 'transaction'> & { readonly settings: SettingRepository };
  /** What counts where nothing was set. */
  readonly defaults: DeliverySettings;
  /** Called after every change, and waited for: what was answered is so at delivery. */
  readonly onChange: () => Promise<void>;
}

/** `null` takes back what was set. */
export type SettingsChange = { readonly [Name in keyof DeliverySettings]?: DeliverySettings[Name] | null };

export interface DeliverySettingsOfAccount {
  get(): Promise<DeliverySettings>;
  /** Only what is given changes. */
  update(change: SettingsChange): Promise<DeliverySettings>;
}

/** Under which name the row is kept: one JSON object of what was set, and of nothing else. */
const rowName = 'delivery';

export function createDeliverySettings(parts: DeliverySettingsParts): DeliverySettingsOfAccount {
  const { database, defaults, onChange } = parts;
  return {
    get: () => loadDeliverySettings(database.settings, defaults),

    async update(change) {
      check(change);
      const updated = await database.transaction(async ({ settings }) => {
        const set = merge(await readSet(settings), change);
        await settings.set(rowName, JSON.stringify(set));
        return { ...defaults, ...set };
      });
      await onChange();
      return updated;
    },
  };
}

export async function loadDeliverySettings(
  settings: SettingRepository,
  defaults: DeliverySettings,
): Promise<DeliverySettings> {
  return { ...defaults, ...(await readSet(settings)) };
}

type Set = Partial<DeliverySettings>;

async function readSet(settings: SettingRepository): Promise<Set> {
  const text = await settings.find(rowName);
  return text === undefined ? {} : (JSON.parse(text) as Set);
}

function merge(set: Set, change: SettingsChange): Set {
  const all = Object.entries({ ...set, ...change });
  return Object.fromEntries(all.filter(([, value]) => value !== null));
}

/** What the form of a value cannot say. */
function check(change: SettingsChange): void {
  for (const [name, limit] of Object.entries(listLimits)) {
    const list = change[name as keyof typeof listLimits];
    if (Array.isArray(list) && list.length > limit)
      throw invalid(`${name} cannot have more than ${limit} items.`);
  }
  for (const text of change.blockedIps ?? [])
    if (parseIpv4Range(text) === undefined)
      throw invalid(`blockedIps: ${text} is neither an IPv4 address nor a range of them.`);
  for (const host of change.referrers ?? [])
    if (!isHost(host)) throw invalid(`referrers: ${host} is not the name of a host.`);
}

/** As `URL` writes it: that is what a referrer is compared with. */
function isHost(host: string): boolean {
  return URL.canParse(`http://${host}/`) && new URL(`http://${host}/`).hostname === host;
}
