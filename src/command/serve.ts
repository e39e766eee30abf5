import { destination, type Logger, pino } from 'pino';
import { type Calotype, createCalotype } from '../app.ts';
import type { Config } from '../config.ts';
import { greet } from './greeting.ts';
import { findPackageFolder, readVersion } from './package-folder.ts';
import { tuneGarbageCollector } from './tune-garbage-collector.ts';

/** Serves until a signal ends it. Standard output is for people, standard error for machines. */
export async function serve(config: Config, { demo }: { readonly demo: boolean }): Promise<void> {
  tuneGarbageCollector();
  const packageFolder = findPackageFolder();
  const log = pino({ level: config.logLevel }, destination({ dest: 2, sync: false }));
  const calotype = await createCalotype(config, { log, version: readVersion(packageFolder), packageFolder });
  endOnSignal(calotype, config.drainSeconds, log);
  const { publicUrl, endpoint } = await calotype.listen({ demo });
  process.stdout.write(greet({ publicUrl, endpoint, ...(await describe(calotype, config)) }));
}

async function describe({ account, findSample, onlyNamed }: Calotype, config: Config) {
  const { publicKey, privateKey } = account.keyPair;
  const samplePath = await findSample();
  return {
    publicKey,
    ...(config.privateKey === undefined ? { privateKey } : {}),
    ...(account.newAdminPassword === undefined ? {} : { newAdminPassword: account.newAdminPassword }),
    ...(samplePath === undefined ? {} : { samplePath }),
    onlyNamed: onlyNamed(),
  };
}

/** The first signal drains and exits 0; a second one, or the end of patience, exits 1 at once. */
function endOnSignal(calotype: Calotype, drainSeconds: number, log: Logger): void {
  let draining = false;
  const end = async (signal: NodeJS.Signals) => {
    if (draining) process.exit(1);
    draining = true;
    log.info({ signal }, 'draining');
    setTimeout(() => process.exit(1), drainSeconds * 1000).unref();
    await calotype.close();
    process.exit(0);
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}
