#!/usr/bin/env node
import { findPackageFolder, readVersion } from './command/package-folder.ts';
import { readArguments, readSettings, usage } from './command/read-arguments.ts';
import { serve } from './command/serve.ts';
import { ConfigError } from './config.ts';

/** Exit codes: 0 ended as asked, 1 could not go on, 2 was told something that cannot be. */
const failed = 1;
const misused = 2;

async function main(): Promise<void> {
  const args = readArguments(process.argv.slice(2));
  if (args.help) process.stdout.write(usage());
  else if (args.version) process.stdout.write(`${readVersion(findPackageFolder())}\n`);
  else await serve(readSettings(args), args);
}

function explain(error: NodeJS.ErrnoException): { text: string; code: number } {
  if (error instanceof ConfigError) return { text: error.message, code: misused };
  if (error.code?.startsWith('ERR_PARSE_ARGS'))
    return { text: `${error.message}\n\n${usage()}`, code: misused };
  if (error.code === 'EADDRINUSE' || error.code === 'EACCES') {
    return {
      text: `Calotype cannot listen: ${error.message}. See CALOTYPE_HOST and CALOTYPE_PORT.`,
      code: failed,
    };
  }
  return { text: error.stack ?? String(error), code: failed };
}

main().catch((error: NodeJS.ErrnoException) => {
  const { text, code } = explain(error);
  process.stderr.write(`${text}\n`);
  process.exit(code);
});
