import { ConfigError } from '../config.ts';
import { MediaError } from '../domain/errors.ts';
import { keys } from './keys.ts';
import { findPackageFolder, readVersion } from './package-folder.ts';
import { readArguments, readSettings, usage } from './read-arguments.ts';
import { serve } from './serve.ts';

/** Exit codes: 0 ended as asked, 1 could not go on, 2 was told something that cannot be. */
const failed = 1;
const misused = 2;

/** Does what the command line says. Never rejects: a failure is told and becomes the exit code. */
export async function run(commandLine: readonly string[]): Promise<void> {
  try {
    await obey(commandLine);
  } catch (error) {
    const { text, code } = explain(error as NodeJS.ErrnoException);
    process.stderr.write(`${text}\n`);
    process.exit(code);
  }
}

async function obey(commandLine: readonly string[]): Promise<void> {
  const [command, ...rest] = commandLine;
  if (command === 'keys') {
    process.stdout.write(await keys(rest));
    return;
  }
  const args = readArguments(commandLine);
  if (args.help) process.stdout.write(usage());
  else if (args.version) process.stdout.write(`${readVersion(findPackageFolder())}\n`);
  else await serve(readSettings(args), args);
}

function explain(error: NodeJS.ErrnoException): { text: string; code: number } {
  if (error instanceof ConfigError || error instanceof MediaError)
    return { text: error.message, code: misused };
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
