import { watch } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { upload } from '../support/api.ts';
import { type Answer, ask } from '../support/ask.ts';
import { readPhotograph } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

const crowd = 1000;

let server: RunningServer;

beforeAll(async () => {
  server = await startServer();
  await upload(server, '/coffee.jpg', await readPhotograph());
});

afterAll(() => server.stop());

describe('a crowd that asks for one missing print', () => {
  it('gets the same bytes, from one render', async () => {
    const { answers, renders } = await askTogether(() => '/demo/tr:w-590,f-avif/coffee.jpg');
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(new Set(answers.map(({ bytes }) => bytes.toString('latin1'))).size).toBe(1);
    expect(renders).toBe(1);
  });

  it('is told apart by what it asks for: three prints, three renders', async () => {
    const { answers, renders } = await askTogether((index) => `/demo/tr:w-${580 + (index % 3)}/coffee.jpg`);
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(renders).toBe(3);
  });
});

/** A render writes beside the final name first: every name seen there is a render. */
async function askTogether(
  pathOf: (index: number) => string,
): Promise<{ answers: Answer[]; renders: number }> {
  const staged = new Set<string>();
  const watcher = watch(join(server.dataFolder, 'renditions/staging'), (_event, name) => {
    if (name !== null) staged.add(name);
  });
  try {
    const answers = await Promise.all(
      Array.from({ length: crowd }, (_, index) => ask(server.url, pathOf(index))),
    );
    return { answers, renders: staged.size };
  } finally {
    watcher.close();
  }
}
