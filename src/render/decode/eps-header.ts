import { open } from 'node:fs/promises';

/** Where the PostScript stands in the file, and the box in which it draws, in points. */
export interface EpsHeader {
  readonly width: number;
  readonly height: number;
}

/** Comments of the header stand at the start, those that are announced by `(atend)` at the end (DSC 3.0 §4.6). */
const headBytes = 64 * 1024;
const tailBytes = 16 * 1024;

/** Throws when the drawing does not say where it is: then it is a program for a printer, and no picture. */
export async function readEpsHeader(path: string): Promise<EpsHeader> {
  const text = await readEnds(path);
  const box = findBox(text, 'HiResBoundingBox') ?? findBox(text, 'BoundingBox');
  if (box === undefined) throw new Error('The PostScript has no bounding box');
  const [left, bottom, right, top] = box;
  const [width, height] = [right - left, top - bottom].map((side) => Math.max(1, Math.round(side)));
  if (width === undefined || height === undefined || right <= left || top <= bottom) {
    throw new RangeError('The bounding box of the PostScript is empty');
  }
  return { width, height };
}

function findBox(text: string, name: string): [number, number, number, number] | undefined {
  const number = '(-?\\d+(?:\\.\\d+)?)';
  const line = new RegExp(`%%${name}:\\s*${[number, number, number, number].join('\\s+')}`);
  const [left, bottom, right, top] = line.exec(text)?.slice(1).map(Number) ?? [];
  if (left === undefined || bottom === undefined || right === undefined || top === undefined)
    return undefined;
  return [left, bottom, right, top];
}

async function readEnds(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(Math.min(size, headBytes));
    await file.read(head, 0, head.length, 0);
    const tail = Buffer.alloc(Math.min(size - head.length, tailBytes));
    await file.read(tail, 0, tail.length, size - tail.length);
    return head.toString('latin1') + tail.toString('latin1');
  } finally {
    await file.close();
  }
}
