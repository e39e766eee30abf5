import { describe, expect, it } from 'vitest';
import { judgeConformance, type Report } from './check-conformance-ran.ts';

const official = '/shared/official.yaml';

function reportOf(name: string, ...statuses: string[]): Report {
  return { testResults: [{ name, assertionResults: statuses.map((status) => ({ status })) }] };
}

const conformance = '/calotype/test/conformance/operations.test.ts';

describe('conformance', () => {
  it.each<[string, Report, string | undefined, boolean, string]>([
    ['ran', reportOf(conformance, 'passed', 'passed', 'pending'), official, true, '2 passed, 1 pending'],
    ['was skipped', reportOf(conformance, 'pending', 'skipped'), official, false, 'was not checked'],
    ['was left out', reportOf('/calotype/test/api/a.test.ts', 'passed'), official, false, 'was not checked'],
    ['had no file', reportOf(conformance, 'skipped'), undefined, true, 'was NOT checked'],
  ])('that %s', (_, report, file, ok, sentence) => {
    expect(judgeConformance(report, file)).toEqual({ ok, sentence: expect.stringContaining(sentence) });
  });
});
