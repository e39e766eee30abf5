import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { JxlImage } from 'jxl-oxide-wasm';
import { readHead } from '../read-head.ts';
import { checkPixels } from './check-pixels.ts';
import type { Decoder } from './decoder.ts';
import { readWhole } from './read-whole.ts';

/** The size stands at the start of the pictures' own box; what may precede it can be EXIF, after it comes the profile. */
const headBytes = 1024 * 1024;

/**
 * jxl-oxide, written in Rust, in WebAssembly. It turns pixels upright by itself and hands out a PNG with the profile in
 * it. Its memory does not shrink: a worker that keeps too much of it is replaced.
 */
export const jxl: Decoder = {
  async readHeader(path) {
    return await withImage(await readHead(path, headBytes), ({ width = 0, height = 0 }) => {
      // Only a look at the pixels tells whether there is alpha.
      return { width, height, hasAlpha: true, hasProfile: false, hasMetadata: false };
    });
  },

  async decode(path, _, limits) {
    return await withImage(await readWhole(path, limits), (image) => {
      checkPixels({ width: image.width ?? 0, height: image.height ?? 0 }, limits);
      return { bytes: Buffer.from(image.render(0).encodeToPng()) };
    });
  },
};

let loaded: Promise<typeof import('jxl-oxide-wasm')> | undefined;

async function loadProgram() {
  const program = await import('jxl-oxide-wasm');
  const path = fileURLToPath(import.meta.resolve('jxl-oxide-wasm/module.wasm'));
  program.initSync({ module: await WebAssembly.compile(await readFile(path)) });
  return program;
}

async function withImage<Result>(bytes: Buffer, look: (image: JxlImage) => Result): Promise<Result> {
  loaded ??= loadProgram();
  const { JxlImage } = await loaded;
  try {
    const image = new JxlImage();
    image.feedBytes(bytes);
    if (!image.tryInit()) throw new Error('The JPEG XL breaks off in its header');
    const result = look(image);
    image.free();
    return result;
  } catch (error) {
    // After a panic nobody knows in which state its memory is, and the package holds one instance for good: this process
    // ends as if a decoder in C had crashed, and the pool starts another.
    if (error instanceof WebAssembly.RuntimeError) process.kill(process.pid, 'SIGKILL');
    throw error;
  }
}
