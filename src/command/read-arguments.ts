import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { settings } from '../config/settings.ts';
import { type Config, readConfig } from '../config.ts';

export interface Arguments {
  readonly demo: boolean;
  readonly help: boolean;
  readonly version: boolean;
  /** Settings by name, as given in flags. */
  readonly settings: Readonly<Record<string, string>>;
}

const named = Object.values(settings).map(({ name, sentence }) => ({ name, sentence, flag: flagOf(name) }));

/** Every setting is a flag as well: `CALOTYPE_MAX_PIXELS` → `--max-pixels`. */
function flagOf(name: string): string {
  return name
    .replace(/^CALOTYPE_/, '')
    .toLowerCase()
    .replaceAll('_', '-');
}

/** Every setting, as parseArgs wants to be told of them. */
export const settingOptions: Record<string, { type: 'string' }> = Object.fromEntries(
  named.map(({ flag }) => [flag, { type: 'string' }] as const),
);

/** The settings among flags, by their names. */
export function settingsIn(
  flags: Readonly<Record<string, string | boolean | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    named.flatMap(({ name, flag }) =>
      typeof flags[flag] === 'string' ? [[name, flags[flag]] as const] : [],
    ),
  );
}

/** Throws an error with a code ERR_PARSE_ARGS_… for what it does not know. */
export function readArguments(args: readonly string[]): Arguments {
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { ...settingOptions, demo: flag, help: flag, version: flag },
  });
  return {
    demo: values.demo,
    help: values.help,
    version: values.version,
    settings: settingsIn(values),
  };
}

/** Flags win over the environment, the environment over `.env`. Throws ConfigError. */
export function readSettings(args: Pick<Arguments, 'settings'>): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return readConfig({ ...process.env, ...args.settings });
}

export function usage(): string {
  const column = 34;
  const rows = [
    ['--demo', 'Fill the library with a dozen free photographs, then serve.'],
    ['--help', 'Print this.'],
    ['--version', 'Print the version.'],
    ...named.map(({ flag, sentence }) => [`--${flag}`, sentence]),
  ];
  const lines = rows.map(([flag = '', sentence]) => `  ${flag.padEnd(column)}${sentence}`);
  return `Usage: calotype [flags]\n       calotype keys --help\n\nEvery setting is an environment variable (CALOTYPE_…), a line of .env, or a flag:\n\n${lines.join('\n')}\n`;
}
