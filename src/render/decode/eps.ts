import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { missingProgram } from '../failures.ts';
import { checkPixels } from './check-pixels.ts';
import type { DecodeLimits, Decoder } from './decoder.ts';
import { type EpsHeader, readEpsHeader } from './eps-header.ts';

/**
 * PostScript is a language, and Ghostscript the one program that speaks it: drawn by `gs` when the system has it. The
 * header is ours to read, so that sizes are known without it.
 */
export const eps: Decoder = {
  async readHeader(path) {
    const { width, height } = await readEpsHeader(path);
    return { width, height, pages: 1, hasAlpha: false, hasProfile: false, hasMetadata: false };
  },

  async decode(path, { width, height }, limits) {
    checkPixels({ width, height }, limits);
    const png = await draw(path, { width, height, box: await readEpsHeader(path) }, limits);
    // The box has fractions of a point that a resolution in dots cannot hit.
    const drawn = sharp(png, { limitInputPixels: limits.maxPixels }).resize(width, height, { fit: 'fill' });
    return { bytes: await drawn.png({ compressionLevel: 0 }).toBuffer() };
  },
};

const maxSeconds = 20;

/**
 * A program by a stranger. `-dSAFER` keeps it from other programs and from all files but those of the folder for temporary
 * ones, which is why it gets one of its own; the shell's limits keep it from endless work, also when this process is
 * killed meanwhile (what is then left of the folder: remove-unused.ts).
 */
async function draw(path: string, page: Page, limits: DecodeLimits): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'calotype-gs-'));
  try {
    return await runGhostscript(path, page, { ...limits, folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Pixels, for a box in points. */
interface Page {
  readonly width: number;
  readonly height: number;
  readonly box: EpsHeader;
}

const options =
  '-q -dSAFER -dBATCH -dNOPAUSE -dEPSCrop -dTextAlphaBits=4 -dGraphicsAlphaBits=4 -dLastPage=1'.split(' ');
const target = ['-sDEVICE=png16m', '-sOutputFile=%stdout', '-sstdout=%stderr'];

function runGhostscript(
  path: string,
  page: Page,
  { maxDecoderBytes, maxPixels, folder }: DecodeLimits & { readonly folder: string },
): Promise<Buffer> {
  const ulimits = [
    `ulimit -t ${maxSeconds}`,
    // A loop of a dozen words fills a disk with temporary files, each of which may be small.
    'ulimit -f 0',
    `ulimit -v ${Math.ceil(maxDecoderBytes / 1024)} 2>/dev/null`,
  ];
  // What it prints would fill our memory.
  const bounded = `${ulimits.join('; ')}; exec gs "$@" 2>/dev/null`;
  const settings = {
    encoding: 'buffer',
    maxBuffer: 4 * maxPixels,
    timeout: maxSeconds * 1000,
    killSignal: 'SIGKILL',
    env: { ...process.env, TMPDIR: folder },
  } as const;
  return new Promise((resolve, reject) => {
    const gs = ['-c', bounded, 'gs', ...options, ...sizesOf(page, maxDecoderBytes), ...target, '-f', path];
    execFile('/bin/sh', gs, settings, (error, png) => {
      if (error?.code === commandNotFound) reject(missingProgram('gs (Ghostscript)', 'PostScript'));
      else if (error !== null) reject(error);
      else resolve(png);
    });
  });
}

/** Of Ghostscript's whole numbers. */
const largestNumber = 2 ** 31 - 1;

function sizesOf({ width, height, box }: Page, maxBytes: number): string[] {
  return [
    `-r${(72 * width) / box.width}x${(72 * height) / box.height}`,
    // Until it has met the box it would hold a page of paper ready, as many dots to the inch.
    `-dDEVICEWIDTHPOINTS=${box.width}`,
    `-dDEVICEHEIGHTPOINTS=${box.height}`,
    // Whole in memory: in bands a page would need a file.
    `-dMaxBitmap=${Math.min(maxBytes, largestNumber)}`,
  ];
}

/** POSIX, Shell Command Language §2.8.2. */
const commandNotFound = 127;
