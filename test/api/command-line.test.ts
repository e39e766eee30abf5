import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeTemporaryFolder } from '../support/program.ts';
import { runCommand } from '../support/run-command.ts';
import { startServer } from '../support/start-server.ts';

describe('the command line', () => {
  it('with settings that cannot be names all of them, and ends with 2', async () => {
    const ran = await runCommand(['--quality', '101'], {
      CALOTYPE_PORT: 'many',
      CALOTYPE_PRIVATE_KEY: 'secret',
      CALOTYPE_MISSPELT: '1',
    });
    expect([ran.code, ran.stdout]).toEqual([2, '']);
    for (const name of ['CALOTYPE_QUALITY', 'CALOTYPE_PORT', 'CALOTYPE_PRIVATE_KEY', 'CALOTYPE_MISSPELT']) {
      expect(ran.stderr).toContain(name);
    }
    expect(ran.stderr).not.toContain('    at ');
  });

  it('with half a key pair ends with 2', async () => {
    const ran = await runCommand([], { CALOTYPE_PUBLIC_KEY: 'public_alone' });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('CALOTYPE_PRIVATE_KEY');
  });

  it.each([[['--nonsense']], [['serve']], [['--port']]])(
    '%o ends with 2 and shows how it is used',
    async (flags) => {
      const ran = await runCommand(flags);
      expect(ran.code).toBe(2);
      expect(ran.stderr).toContain('Usage: calotype');
    },
  );

  it('tells its version, and every setting as a flag', async () => {
    expect(await runCommand(['--version'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
    const help = await runCommand(['--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toContain('--max-image-upload-bytes');
  });

  it('on a port that is taken ends with 1 and says which', async () => {
    const server = await startServer();
    const { port } = new URL(server.url);
    const ran = await runCommand(['--port', port]);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain(port);
    expect(ran.stderr).toContain('CALOTYPE_PORT');
    expect(ran.stderr).not.toContain('    at ');
    await server.stop();
  });

  it('wins over the environment, and that over .env', async () => {
    const folder = await makeTemporaryFolder();
    const file = ['CALOTYPE_ID=file', 'CALOTYPE_PUBLIC_KEY=public_file', 'CALOTYPE_PRIVATE_KEY=private_file'];
    await writeFile(join(folder, '.env'), file.join('\n'));
    const settings = {
      CALOTYPE_DATA: folder,
      CALOTYPE_ID: 'environment',
      CALOTYPE_PRIVATE_KEY: 'private_environment',
    };
    const server = await startServer(settings, ['--id', 'flag']);
    expect(server.endpoint).toBe(`${server.url}/flag`);
    expect(server).toMatchObject({ publicKey: 'public_file', privateKey: 'private_environment' });
    await server.stop();
  });
});
