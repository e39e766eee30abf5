import { expect, vi } from 'vitest';
import { call, type Server } from './api.ts';
import type { Answer } from './ask.ts';

export type JobName = 'copyFolder' | 'moveFolder' | 'renameFolder';

export function askForJob(server: Server, name: JobName, body: unknown): Promise<Answer> {
  return call(server, 'POST', `/v1/bulkJobs/${name}`, body);
}

/** Fails unless the job is taken in. */
export async function startJob(server: Server, name: JobName, body: unknown): Promise<string> {
  const answer = await askForJob(server, name, body);
  expect(answer.status, answer.text).toBe(name === 'renameFolder' ? 202 : 200);
  return answer.json<{ jobId: string }>().jobId;
}

export interface JobStatus {
  readonly status: string;
  readonly progress: { readonly items: number; readonly processed: number; readonly skipped: number };
}

/** Asks until the job is over. */
export async function untilOver(server: Server, jobId: string): Promise<JobStatus> {
  return vi.waitFor(
    async () => {
      const answer = await call(server, 'GET', `/v1/bulkJobs/${jobId}?progress=true`);
      const job = answer.json<JobStatus>();
      if (job.status !== 'Completed') throw new Error(`The job is not over: ${answer.text}`);
      return job;
    },
    { timeout: 50_000, interval: 10 },
  );
}

/** From the request to the end. */
export async function doJob(server: Server, name: JobName, body: unknown): Promise<JobStatus> {
  return untilOver(server, await startJob(server, name, body));
}
