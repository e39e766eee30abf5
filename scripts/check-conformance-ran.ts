import { readFile } from 'node:fs/promises';

/**
 * Whether the tests have held the server against the official description of the API, by their report in JSON. Where
 * IMAGEKIT_OPENAPI names it, not having done so is a failure; elsewhere it is said, and counts for nothing.
 */
export function judgeConformance(report: Report, officialFile: string | undefined): Judgement {
  const results = report.testResults
    .filter(({ name }) => name.includes('/test/conformance/'))
    .flatMap(({ assertionResults }) => assertionResults);
  const count = (status: string) => results.filter((result) => result.status === status).length;
  const passed = count('passed');
  const pending = results.length - passed - count('failed');
  if (!officialFile) return { ok: true, sentence: 'Conformance was NOT checked: there is no official file.' };
  if (passed === 0)
    return { ok: false, sentence: `Conformance was not checked, though ${officialFile} is there.` };
  return { ok: true, sentence: `Conformance: ${passed} passed, ${pending} pending.` };
}

interface Judgement {
  readonly ok: boolean;
  readonly sentence: string;
}

/** As far as it is looked at of what vitest's reporter `json` writes. */
export interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

if (import.meta.main) {
  const [path = ''] = process.argv.slice(2);
  const report = JSON.parse(await readFile(path, 'utf8')) as Report;
  const { ok, sentence } = judgeConformance(report, process.env.IMAGEKIT_OPENAPI);
  console.log(sentence);
  process.exitCode = ok ? 0 : 1;
}
