import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeExposition } from './exposition.ts';
import { createHistogram } from './histogram.ts';
import { createMetrics, type Metrics } from './metrics.ts';

const load = {
  lanes: ['quick', 'slow'],
  waitingIn: (lane: string) => (lane === 'slow' ? 7 : 0),
  runningIn: () => 1,
  pixelsInFlight: 5000,
  readyWorkers: 2,
};

const create = (): Metrics =>
  createMetrics({
    version: '1.2.3',
    readLoad: () => load,
    readKept: () => ({ memory: { bytes: 10, count: 1 }, disk: { bytes: 20, count: 2 } }),
  });

const lines = (metrics: Metrics) => metrics.write().split('\n');

describe('metrics', () => {
  it.each([
    [200, 'hit', 'memory', 'hit'],
    [200, 'miss', 'new', 'miss'],
    [206, 'hit', 'disk', 'hit'],
    [304, 'hit', undefined, 'not_modified'],
    [404, 'error', undefined, 'refused'],
    [429, 'error', undefined, 'busy'],
    [499, 'error', undefined, 'gone'],
    [500, 'error', undefined, 'failed'],
    [503, 'error', undefined, 'busy'],
  ] as const)('count a delivery of status %i, a %s from %s, as %s', (status, outcome, tier, expected) => {
    const metrics = create();
    metrics.delivery.count({ status, outcome, tier, bytes: 100, seconds: 0.003 });
    const labels = `outcome="${expected}",tier="${tier ?? 'none'}"`;
    expect(lines(metrics)).toEqual(
      expect.arrayContaining([
        `calotype_delivery_requests_total{${labels}} 1`,
        'calotype_delivery_bytes_total 100',
        `calotype_delivery_seconds_bucket{outcome="${expected}",le="0.0025"} 0`,
        `calotype_delivery_seconds_bucket{outcome="${expected}",le="0.005"} 1`,
      ]),
    );
  });

  it('tell of workers, queue and cache as they are when somebody asks', () => {
    const metrics = create();
    metrics.render.noteJob({ kind: 'resize', format: 'webp', seconds: 0.2 });
    metrics.render.noteLoss('memory');
    metrics.render.noteRefusal('full');
    expect(lines(metrics)).toEqual(
      expect.arrayContaining([
        'calotype_render_seconds_sum{kind="resize",format="webp"} 0.2',
        'calotype_render_worker_restarts_total{reason="memory"} 1',
        'calotype_render_refused_total{reason="full"} 1',
        'calotype_render_queue_jobs{lane="slow"} 7',
        'calotype_render_pixels_in_flight 5000',
        'calotype_rendition_cache_bytes{tier="disk"} 20',
        'calotype_info{version="1.2.3"} 1',
      ]),
    );
  });

  it('tell of the API and of uploads', () => {
    const metrics = create();
    metrics.api.countCall({ operation: 'upload-file', status: 200, seconds: 0.05 });
    metrics.api.countUpload('image', 1000);
    expect(lines(metrics)).toEqual(
      expect.arrayContaining([
        'calotype_api_requests_total{operation="upload-file",status="200"} 1',
        'calotype_uploads_total{kind="image"} 1',
        'calotype_upload_bytes_total 1000',
      ]),
    );
  });

  it('are all there that the dashboard asks for', async () => {
    const dashboard = await readFile(
      resolve(import.meta.dirname, '../../docs/grafana-dashboard.json'),
      'utf8',
    );
    const named = new Set(dashboard.match(/\b(calotype|process)_[a-z_]+\b/g));
    const families = lines(create()).flatMap((line) => /^# TYPE (\S+)/.exec(line)?.[1] ?? []);
    const unknown = [...named].filter((name) => !families.includes(name.replace(/_(bucket|sum|count)$/, '')));
    expect(unknown).toEqual([]);
    expect(named.size).toBeGreaterThan(15);
  });
});

it('writes a label whole, whatever is in it', () => {
  const samples = () => [{ labels: { name: 'a"b\\c\nd' }, value: 1 }];
  expect(writeExposition([{ name: 'x', help: 'An x.', type: 'gauge', samples }])).toBe(
    '# HELP x An x.\n# TYPE x gauge\nx{name="a\\"b\\\\c\\nd"} 1\n',
  );
});

it('adds up a histogram from the smallest bucket on', () => {
  const histogram = createHistogram([1, 2]);
  for (const value of [0.5, 1, 1.5, 9]) histogram.observe(value);
  expect([...histogram.samples({})].map(({ suffix, labels, value }) => [suffix, labels.le, value])).toEqual([
    ['_bucket', '1', 2],
    ['_bucket', '2', 3],
    ['_bucket', '+Inf', 4],
    ['_sum', undefined, 12],
    ['_count', undefined, 4],
  ]);
});
