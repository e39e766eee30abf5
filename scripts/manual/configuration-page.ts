import type { Setting } from '../../src/config/setting.ts';
import { code, generatedNotice, table } from './markdown.ts';

export type DescribedSetting = Omit<Setting<unknown>, 'read'>;

/** docs/configuration.md, from the table of settings. */
export function configurationPage(settings: readonly DescribedSetting[]): string {
  checkDescribed(settings);
  const rows = settings.map((setting) => [
    code(setting.name),
    defaultOf(setting),
    setting.sentence,
    setting.expected,
  ]);
  return `${generatedNotice}

# Configuration

Nothing has to be set: on an empty folder Calotype makes its keys and serves. Every setting is an environment variable, a line
of a \`.env\` file in the folder where it is started, or a flag: \`CALOTYPE_MAX_PIXELS\` is \`--max-pixels\`. Flags win over the
environment, the environment over the file. A name that starts with \`CALOTYPE_\` and is not in the table is an error, because a
misspelt setting would silently keep its default. All faults are reported together, each with what was expected, and the exit
code is 2.

${table(['setting', 'default', 'meaning', 'expected'], rows)}
`;
}

function checkDescribed(settings: readonly DescribedSetting[]): void {
  if (settings.length === 0) throw new Error('configuration: there are no settings');
  const silent = settings.filter(
    ({ sentence, expected }) => sentence.trim() === '' || expected.trim() === '',
  );
  if (silent.length === 0) return;
  const names = silent.map(({ name }) => name).join(', ');
  throw new Error(`configuration: a sentence or what is expected is missing in ${names}`);
}

function defaultOf(setting: DescribedSetting): string {
  if (setting.defaultNote !== undefined) return setting.defaultNote;
  if (setting.default === undefined) return 'none';
  return code(setting.default) + inMebibytes(setting.name, setting.default);
}

const bytesInMebibyte = 1024 * 1024;

function inMebibytes(name: string, value: string): string {
  const mebibytes = Number(value) / bytesInMebibyte;
  return name.endsWith('_BYTES') && Number.isInteger(mebibytes) ? ` (${mebibytes} MiB)` : '';
}
