import { afterAll, beforeAll, describe } from 'vitest';
import { findS3Program, type S3Server, startS3Server } from './s3-server.ts';

/** Tests that need a real S3 server. Where its program is not installed they are skipped, and that is said. */
export function describeWithS3(name: string, tests: (s3: () => S3Server) => void): void {
  const program = findS3Program();
  describe.skipIf(program === undefined)(name, () => {
    let server: S3Server | undefined;
    beforeAll(async () => {
      server = await startS3Server(program);
    });
    afterAll(() => server?.stop());
    tests(() => {
      if (server === undefined) throw new Error('The S3 server is not running yet.');
      return server;
    });
  });
}
