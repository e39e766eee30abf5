import type { Plan } from '../../domain/plan.ts';
import { cannotBeSmaller } from '../failures.ts';
import { type Encoding, encode, keepRequested } from './encode.ts';
import { firstThatFits } from './first-that-fits.ts';
import { createJudge } from './look/judge.ts';
import { openPicture, type Picture, readPng, readResult } from './picture.ts';
import type { PreparedPicture } from './run-operations.ts';

/** The picture is made once and written several times: about seven, whatever the scale. */
export async function encodeByTrial(
  prepared: PreparedPicture,
  encoding: Encoding,
  plan: Plan,
): Promise<Buffer> {
  const picture = await hold(prepared, encoding, plan);
  const write = (attempt: Encoding) =>
    encode(keepRequested(openPicture(picture), attempt), attempt, prepared.timing).toBuffer();
  if (encoding.maxBytes !== undefined) return await fitInto(encoding.maxBytes, encoding, write);
  return await resemble(picture, encoding, write);
}

type Write = (attempt: Encoding) => Promise<Buffer>;

async function hold({ pipeline, frames }: PreparedPicture, encoding: Encoding, plan: Plan): Promise<Picture> {
  if (frames > 1) return await readResult(pipeline, plan.operations, { frames, size: plan });
  return await readPng(keepRequested(pipeline, encoding));
}

async function fitInto(maxBytes: number, encoding: Encoding, write: Write): Promise<Buffer> {
  let smallest = Number.POSITIVE_INFINITY;
  const fitting = await firstThatFits(attemptsDownwards(encoding), async (attempt) => {
    const bytes = await write(attempt);
    smallest = Math.min(smallest, bytes.length);
    return { value: bytes, fits: bytes.length <= maxBytes };
  });
  if (fitting === undefined) throw cannotBeSmaller(smallest);
  return fitting;
}

async function resemble(picture: Picture, encoding: Encoding, write: Write): Promise<Buffer> {
  const judge = await createJudge(openPicture(picture));
  let best: { readonly bytes: Buffer; readonly score: number } | undefined;
  const upwards = qualities().toReversed();
  const attempt = async (quality: number) => {
    const bytes = await write({ ...encoding, quality });
    const score = await judge(bytes);
    if (best === undefined || score > best.score) best = { bytes, score };
    return { value: bytes, fits: score >= (encoding.likeness ?? 0) };
  };
  const fitting = await firstThatFits(upwards, attempt, upwards.indexOf(usualQuality));
  return fitting ?? best?.bytes ?? (await write({ ...encoding, quality: 100 }));
}

/** The best first. What has a palette, or can have one, loses colours; the rest quality. */
function attemptsDownwards(encoding: Encoding): readonly Encoding[] {
  const { format } = encoding;
  if (format === 'png')
    return [
      ...withPalettes(encoding),
      ...fewColours.map((colours) => ({ ...encoding, quality: 1, colours })),
    ];
  if (format === 'gif') return palettes.map((colours) => ({ ...encoding, colours }));
  return qualities(encoding.quality).map((quality) => ({ ...encoding, quality }));
}

/** All colours, then as many as its quality needs, but for those qualities that spoil pictures (docs/decisions/0039). */
function withPalettes(encoding: Encoding): Encoding[] {
  const sound = qualities(encoding.quality).filter((quality) => quality >= 99 || quality <= 60);
  return sound.map((quality) => ({ ...encoding, quality }));
}

/** What sharp takes for a PNG: the colours of 4, 2 and 1 bits. */
const fewColours = [16, 4, 2];

/** Where the search begins: near what most pictures need. */
const usualQuality = 70;

const palettes = [256, 192, 128, 96, 64, 48, 32, 24, 16, 12, 8, 6, 4, 3, 2];

function qualities(highest = 100): number[] {
  return Array.from({ length: highest }, (_, index) => highest - index);
}
