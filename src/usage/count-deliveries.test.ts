import { expect, it } from 'vitest';
import type { UsageKind, UsageTally } from '../domain/usage.ts';
import { type CountedDelivery, createDeliveryCounter } from './count-deliveries.ts';

const picture: CountedDelivery = {
  status: 200,
  bytes: 1000,
  outcome: 'hit',
  path: '/a.jpg',
  endpoint: '',
  transformation: 'w-300',
  kind: 'image',
  contentType: 'image/webp',
  reason: undefined,
  userAgent: 'curl/8.5.0',
  referrer: undefined,
  country: undefined,
};

function take(counter: ReturnType<typeof createDeliveryCounter>, ...only: UsageKind[]) {
  const taken = counter.take().filter(({ kind }) => only.length === 0 || only.includes(kind));
  return Object.fromEntries(taken.map((tally) => [`${tally.kind} ${tally.name}`, counts(tally)]));
}

function counts({ requestCount, bandwidthBytes }: UsageTally) {
  return [requestCount, bandwidthBytes];
}

it('counts a picture by everything that is known of it', () => {
  const counter = createDeliveryCounter();
  counter.count(picture);
  counter.count({
    ...picture,
    endpoint: 'shop',
    outcome: 'miss',
    referrer: 'https://a.test/page?who=me#top',
    country: 'DE',
  });
  expect(take(counter)).toEqual({
    'cache hit': [1, 1000],
    'cache miss': [1, 1000],
    'status 200': [2, 2000],
    'image /a.jpg': [2, 2000],
    'image-transformation w-300': [2, 2000],
    'format image/webp': [2, 2000],
    'browser HTTP client': [2, 2000],
    'device Other': [2, 2000],
    'user-agent curl/8.5.0': [2, 2000],
    'referrer https://a.test/page': [1, 1000],
    'country DE': [1, 1000],
    'url-endpoint Default': [1, 1000],
    'url-endpoint shop': [1, 1000],
  });
  expect(take(counter)).toEqual({});
});

it.each<[string, Partial<CountedDelivery>, Record<string, number[]>]>([
  [
    'a film under its own lists',
    { kind: 'video', path: '/a.mp4' },
    { 'video /a.mp4': [1, 1000], 'video-transformation w-300': [1, 1000] },
  ],
  ['sound under the others', { kind: 'audio', path: '/a.mp3' }, { 'other /a.mp3': [1, 1000] }],
  ['a file that was asked for as it is', { transformation: '' }, { 'image /a.jpg': [1, 1000] }],
  [
    'what is missing, and nothing else of it',
    { status: 404, outcome: 'error', kind: undefined, reason: 'Gone' },
    { 'missing /a.jpg': [1, 1000], 'error-reason Gone': [1, 1000] },
  ],
  [
    'a URL that could not be read',
    { status: 400, outcome: 'error', path: undefined, kind: undefined, reason: 'Bad' },
    { 'error-reason Bad': [1, 1000] },
  ],
])('counts %s', (_, values, expected) => {
  const counter = createDeliveryCounter();
  counter.count({ ...picture, ...values });
  const kinds: UsageKind[] = [
    'image',
    'video',
    'other',
    'image-transformation',
    'video-transformation',
    'missing',
    'error-reason',
  ];
  const taken = take(counter, ...kinds);
  if (values.transformation === undefined && values.kind === undefined && !values.status) {
    expect(taken).toMatchObject(expected);
  } else expect(taken).toEqual(expected);
});

it('knows the browsers of all agents, also of those too many to be listed', () => {
  const counter = createDeliveryCounter();
  for (let index = 0; index < 5000; index += 1) {
    counter.count({ ...picture, userAgent: `Mozilla/5.0 Firefox/${index}` });
  }
  counter.count({ ...picture, userAgent: undefined });
  const taken = take(counter, 'browser', 'user-agent');
  expect(taken['browser Firefox']).toEqual([5000, 5_000_000]);
  expect(taken['browser Other']).toEqual([1, 1000]);
  expect(Object.keys(taken).length).toBeLessThan(1010);
});

it('counts again what could not be kept', () => {
  const counter = createDeliveryCounter();
  counter.count(picture);
  const taken = counter.take();
  counter.count(picture);
  counter.putBack(taken);
  expect(take(counter, 'cache', 'browser', 'user-agent')).toEqual({
    'cache hit': [2, 2000],
    'browser HTTP client': [2, 2000],
    'user-agent curl/8.5.0': [2, 2000],
  });
});
