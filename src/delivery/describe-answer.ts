import type { Clock } from '../domain/clock.ts';
import type { Transformation } from '../transform/transformation.ts';
import type { Client } from './client.ts';
import type { CodeText } from './code-text.ts';
import { contentDprOf } from './content-dpr.ts';
import type { Delivered } from './delivered.ts';
import type { Source } from './find-source.ts';
import { type BodyParts, openBody } from './open-body.ts';
import type { Print } from './print.ts';
import { type Basis, type BasisParts, stillHolds } from './still-holds.ts';
import { codedText, type TextSettings, textOf } from './text-of.ts';
import { variesOn } from './varies-on.ts';

export interface AnswerParts extends BodyParts, BasisParts {
  readonly codeText: CodeText;
  readonly clock: Clock;
  readonly settings: AnswerSettings;
}

export interface AnswerSettings extends TextSettings {
  readonly cacheSeconds: number;
}

/** A request that has passed every check, and what it comes to. */
export interface Answer extends Basis {
  readonly client: Client;
  readonly transformation: Transformation;
}

/** As long as ImageKit's. */
const etagDigits = 32;

/** What stands in for something else, which may come. */
const standInSeconds = 60;

/** Everything that can be said of it before a byte is opened. */
export function describeAnswer(answer: Answer, parts: AnswerParts): Delivered {
  const { source, transformation, print, client, account } = answer;
  const { file, isDefaultImage } = source;
  const { isEmpty, hints } = transformation;
  const text = textOf(file, print, parts.settings);
  const coding = text?.isWorthwhile ? client.coding : undefined;
  const open: Delivered['open'] = (opened, spendRender) =>
    openBody({ file, print, isEmpty, spendRender }, parts, opened);
  const coded = text && coding && codedText(text, coding);
  const varies = variesOn(account, { print, hints, isText: text !== undefined });
  return {
    etag: (coded?.key ?? nameOf(source, print)).slice(-etagDigits),
    lastModified: lastModifiedOf(source, print),
    variesOn: varies,
    ...contentDprOf(print, transformation, client),
    cache: cacheFor(answer, parts),
    file,
    isDefaultImage,
    stored: isEmpty || print.kind === 'original' ? file.current : undefined,
    print,
    stillHolds: stillHolds(answer, varies, parts),
    open: coded
      ? (opened, spendRender) =>
          parts.codeText({ ...coded, open: (signal) => open(signal, spendRender) }, opened)
      : open,
  };
}

/** Of the content, or of everything that makes the rendition (its key's hash ends it). */
function nameOf({ file }: Source, print: Print): string {
  return print.kind === 'plan' ? print.key : file.current.blobHash;
}

/** A layer that shows a newer file makes a newer picture. */
function lastModifiedOf({ file }: Source, print: Print): Date {
  const { createdAt } = file.current;
  const { overlaysSince = createdAt } = print.kind === 'plan' ? print : {};
  return new Date(Math.max(createdAt.getTime(), overlaysSince.getTime()));
}

/** What only a signature or a stand-in makes visible must not stay in shared caches (spec delivery O18, O26). */
function cacheFor({ source, print, url, signed }: Answer, parts: AnswerParts): Delivered['cache'] {
  const { current, remote } = source.file;
  const isStandIn = source.isDefaultImage || (print.kind === 'plan' && print.isProvisional);
  const cacheSeconds = Math.min(
    remote?.cache?.maxAgeSeconds ?? parts.settings.cacheSeconds,
    isStandIn ? standInSeconds : Number.POSITIVE_INFINITY,
  );
  if (source.isDefaultImage) return { scope: 'public', maxAgeSeconds: cacheSeconds };
  if (signed === 'none' && !current.details.isPrivate)
    return { scope: remote?.cache?.scope ?? 'public', maxAgeSeconds: cacheSeconds };
  const expiry = url.expiry === undefined ? Number.POSITIVE_INFINITY : Number(url.expiry);
  const remaining = Math.floor(expiry - parts.clock.now().getTime() / 1000);
  return { scope: 'private', maxAgeSeconds: Math.max(0, Math.min(cacheSeconds, remaining)) };
}
