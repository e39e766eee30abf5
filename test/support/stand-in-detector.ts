import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { type LoopbackOrigin, serveOrigin } from './loopback-origin.ts';

export interface Thing {
  readonly label: string;
  readonly score: number;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

export interface StandInDetector extends LoopbackOrigin {
  /** What it sees in every picture; undefined: it is out of order. */
  things: readonly Thing[] | undefined;
  /** What it was shown: classes and size. */
  readonly looks: { readonly classes: string; readonly width: number; readonly height: number }[];
}

/** A detector that sees what it is told. */
export async function startDetector(): Promise<StandInDetector> {
  const looks: StandInDetector['looks'] = [];
  const origin = await serveOrigin(async (request, response) => {
    const { format, width = 0, height = 0 } = await sharp(await buffer(request)).metadata();
    const classes = new URL(request.url ?? '', 'http://a.test').searchParams.get('classes') ?? '';
    looks.push({ classes, width, height });
    if (detector.things === undefined || format !== 'jpeg') response.writeHead(500).end();
    else response.end(JSON.stringify({ detections: detector.things }));
  });
  const detector: StandInDetector = { ...origin, looks, things: [] };
  return detector;
}
