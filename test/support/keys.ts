import { vi } from 'vitest';
import { basic } from './api.ts';
import { type Answer, ask } from './ask.ts';
import type { Settings } from './program.ts';
import { type Ran, runCommand } from './run-command.ts';
import type { RunningServer } from './start-server.ts';

export interface Pair {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** `calotype keys …` beside a running server. */
export function runKeys(
  { dataFolder }: Pick<RunningServer, 'dataFolder'>,
  args: readonly string[],
  settings: Settings = {},
): Promise<Ran> {
  return runCommand(['keys', ...args], { ...settings, CALOTYPE_DATA: dataFolder });
}

/** The pair that `create` or `roll` has printed. */
export function readPair({ code, stdout, stderr }: Ran): Pair {
  const [publicKey] = /public_\S+/.exec(stdout) ?? [];
  const [privateKey] = /private_\S+/.exec(stdout) ?? [];
  if (code !== 0 || !publicKey || !privateKey) throw new Error(`No pair was made: ${stdout}${stderr}`);
  return { publicKey, privateKey };
}

export async function createPair(
  server: RunningServer,
  args: readonly string[] = [],
  settings: Settings = {},
): Promise<Pair> {
  const pair = readPair(await runKeys(server, ['create', ...args], settings));
  await untilAnswered(server, pair.privateKey, (answer) => !answer.text.includes('cannot be authenticated'));
  return pair;
}

/** The server looks at its keys every second: asks until the answer is as expected, twenty seconds at most. */
export function untilAnswered(
  { url }: Pick<RunningServer, 'url'>,
  privateKey: string,
  isExpected: (answer: Answer) => boolean,
): Promise<Answer> {
  return vi.waitFor(
    async () => {
      const answer = await ask(url, '/v1/files', { headers: basic(privateKey) });
      if (!isExpected(answer)) throw new Error(`${answer.status} ${answer.text}`);
      return answer;
    },
    { timeout: 20_000, interval: 100 },
  );
}
