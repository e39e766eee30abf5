import type { Detection } from '../domain/detector.ts';
import { ProviderError } from './ask-provider.ts';

/** Of a crowd the most certain ones will do. */
const maxDetections = 200;

/**
 * `{"detections":[{"label":"dog","score":0.9,"box":{"x":0.1,"y":0.2,"width":0.3,"height":0.4}}]}` → what was asked for and is
 * certain enough, cut to the picture, most certain first. Throws when the answer is anything else.
 */
export function readDetections(body: Buffer, names: readonly string[], minScore: number): Detection[] {
  const list = listOf(parse(body));
  const found = list.map(readDetection).flatMap((detection) => clip(detection) ?? []);
  return found
    .filter(({ name, score }) => names.includes(name) && score >= minScore)
    .sort((a, b) => b.score - a.score)
    .slice(0, maxDetections);
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new ProviderError('The answer of the detector is not JSON', { cause });
  }
}

function listOf(answer: unknown): unknown[] {
  const list = propertyOf(answer, 'detections');
  if (!Array.isArray(list)) throw new ProviderError('The answer of the detector has no list of detections');
  return list;
}

function readDetection(entry: unknown): Detection {
  const name = propertyOf(entry, 'label');
  const box = propertyOf(entry, 'box');
  const score = propertyOf(entry, 'score');
  const [left, top, width, height] = ['x', 'y', 'width', 'height'].map((side) => propertyOf(box, side));
  if (typeof name !== 'string' || ![score, left, top, width, height].every(Number.isFinite))
    throw new ProviderError('A detection has no label, score and box');
  return {
    name,
    score: Number(score),
    left: Number(left),
    top: Number(top),
    width: Number(width),
    height: Number(height),
  };
}

/** Detectors let boxes reach over the edge. Undefined when nothing is left. */
function clip({ name, score, left, top, width, height }: Detection): Detection | undefined {
  const [x, y] = [Math.max(0, left), Math.max(0, top)];
  const [right, bottom] = [Math.min(1, left + width), Math.min(1, top + height)];
  if (!(right > x && bottom > y)) return undefined;
  return { name, score, left: x, top: y, width: right - x, height: bottom - y };
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}
