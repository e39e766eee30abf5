import type { MediaKind } from '../domain/media-facts.ts';
import { type UsageKind, type UsageTally, usageKinds } from '../domain/usage.ts';
import { type BoundedTallies, createBoundedTallies, type Tally } from './bounded-tallies.ts';
import { classifyUserAgent } from './classify-user-agent.ts';

/** One answer of delivery, when it is over. */
export interface CountedDelivery {
  readonly status: number;
  /** Of the body, as far as they were sent. */
  readonly bytes: number;
  readonly outcome: 'hit' | 'miss' | 'error';
  /** Undefined when the URL could not be read. */
  readonly path: string | undefined;
  /** Prefix of the endpoint; empty for the default one. */
  readonly endpoint: string;
  /** As written, without `tr:`; empty when there is none. */
  readonly transformation: string;
  /** Of the file; undefined when there was none to deliver. */
  readonly kind: MediaKind | undefined;
  readonly contentType: string | undefined;
  /** Why there was an error. */
  readonly reason: string | undefined;
  readonly userAgent: string | undefined;
  readonly referrer: string | undefined;
  /** Two letters. */
  readonly country: string | undefined;
}

export interface DeliveryCounter {
  readonly count: (delivery: CountedDelivery) => void;
  /** What was counted since it was last taken. */
  readonly take: () => UsageTally[];
  /** Counts again what was taken and could not be kept. */
  readonly putBack: (tallies: readonly UsageTally[]) => void;
}

/** Names of one kind between two takes. */
const maxNames = 1000;

const defaultEndpointName = 'Default';

const assetKind = { image: 'image', video: 'video', audio: 'other', raw: 'other' } as const;

/** Every delivery passes here: a handful of look-ups, and nothing is classified before it is taken. */
export function createDeliveryCounter(): DeliveryCounter {
  let book = createBook();
  let agents = createAgents(book);

  function count(delivery: CountedDelivery): void {
    const { status, bytes, path, kind, userAgent = '' } = delivery;
    book.cache.add(delivery.outcome, 1, bytes);
    book.status.add(String(status), 1, bytes);
    book['url-endpoint'].add(delivery.endpoint || defaultEndpointName, 1, bytes);
    agents.add(userAgent, 1, bytes);
    if (delivery.referrer !== undefined) book.referrer.add(withoutQuery(delivery.referrer), 1, bytes);
    if (delivery.country !== undefined) book.country.add(delivery.country, 1, bytes);
    if (delivery.reason !== undefined) book['error-reason'].add(delivery.reason, 1, bytes);
    if (path === undefined) return;
    if (status === 404) book.missing.add(path, 1, bytes);
    if (status >= 400 || kind === undefined) return;
    countAsset(delivery, path, assetKind[kind]);
  }

  function countAsset(
    { bytes, contentType, transformation }: CountedDelivery,
    path: string,
    kind: 'image' | 'video' | 'other',
  ): void {
    book[kind].add(path, 1, bytes);
    if (contentType !== undefined) book.format.add(contentType, 1, bytes);
    if (transformation !== '' && kind !== 'other')
      book[`${kind}-transformation`].add(transformation, 1, bytes);
  }

  return {
    count,
    take() {
      const taken = book;
      for (const [agent, tally] of agents.entries()) countAgent(taken, agent, tally);
      book = createBook();
      agents = createAgents(book);
      return listTallies(taken);
    },
    putBack(tallies) {
      for (const { kind, name, requestCount, bandwidthBytes } of tallies) {
        book[kind].add(name, requestCount, bandwidthBytes);
      }
    },
  };
}

type Book = Readonly<Record<UsageKind, BoundedTallies>>;

function createBook(): Book {
  const entries = usageKinds.map((kind) => [kind, createBoundedTallies({ maxNames })] as const);
  return Object.fromEntries(entries) as Record<UsageKind, BoundedTallies>;
}

/** As they came, to be classified once. Of those too rare to be listed, the browser and the device still count. */
function createAgents(book: Book): BoundedTallies {
  const onDropped = (agent: string, tally: Tally) => countClasses(book, agent, tally);
  return createBoundedTallies({ maxNames, onDropped });
}

function countAgent(book: Book, agent: string, tally: Tally): void {
  if (agent !== '') book['user-agent'].add(agent, tally.requestCount, tally.bandwidthBytes);
  countClasses(book, agent, tally);
}

function countClasses(book: Book, agent: string, { requestCount, bandwidthBytes }: Tally): void {
  const { browser, device } = classifyUserAgent(agent);
  book.browser.add(browser, requestCount, bandwidthBytes);
  book.device.add(device, requestCount, bandwidthBytes);
}

function listTallies(book: Book): UsageTally[] {
  return usageKinds.flatMap((kind) =>
    [...book[kind].entries()].map(([name, tally]) => ({ kind, name, ...tally })),
  );
}

/** What a page was asked with may tell who looked at it, and would make every look a name of its own. */
function withoutQuery(url: string): string {
  const end = url.search(/[?#]/);
  return end === -1 ? url : url.slice(0, end);
}
