import type { PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium';
import { loadWasm, type WasmProgram } from './bounded-wasm.ts';
import { checkPixels } from './check-pixels.ts';
import type { DecodeLimits, Decoder, PageSize } from './decoder.ts';
import { readWhole } from './read-whole.ts';
import { withoutAlpha } from './without-alpha.ts';

/** PDFium in WebAssembly, without scripts, forms and network. Of an AI file it sees the PDF inside. */
export const pdf: Decoder = {
  async readHeader(path, limits) {
    return await withDocument(path, headerLimit(limits), (document) => ({
      ...pageSizeOf(document, 0),
      pages: document.getPageCount(),
      hasAlpha: false,
      hasProfile: false,
      hasMetadata: false,
    }));
  },

  pageSize: (path, page, limits) =>
    withDocument(path, headerLimit(limits), (document) => pageSizeOf(document, page)),

  async decode(path, { width, height, frames }, limits) {
    checkPixels({ width, height }, limits);
    return await withDocument(path, limits, async (document) => {
      const page = document.getPage(frames === 'all' ? 0 : frames);
      const { data } = await page.render({ width, height, transparent: false });
      // Paper is white and opaque.
      return { bytes: withoutAlpha(data), raw: { width, height, channels: 3 } };
    });
  },
};

/** To read a table of contents and the sizes of pages. */
const headerBytes = 256 * 1024 * 1024;

type MemoryLimit = Pick<DecodeLimits, 'maxDecoderBytes'>;

function headerLimit({ maxDecoderBytes }: MemoryLimit): MemoryLimit {
  return { maxDecoderBytes: Math.min(headerBytes, maxDecoderBytes) };
}

/** In points; whoever plans makes pixels of it. */
function pageSizeOf(document: PDFiumDocument, page: number): PageSize {
  const { originalWidth, originalHeight } = document.getPage(page).getOriginalSize();
  if (!(originalWidth > 0 && originalHeight > 0)) throw new RangeError('A page without a size');
  return { width: Math.max(1, Math.round(originalWidth)), height: Math.max(1, Math.round(originalHeight)) };
}

let program: Promise<WasmProgram> | undefined;

async function withDocument<Result>(
  path: string,
  limits: MemoryLimit,
  look: (document: PDFiumDocument) => Result | Promise<Result>,
): Promise<Result> {
  const file = await readWhole(path, limits);
  const library = await createLibrary(limits);
  const document = await library.loadDocument(file);
  return await look(document);
}

async function createLibrary({ maxDecoderBytes }: MemoryLimit): Promise<PDFiumLibrary> {
  program ??= loadWasm('@hyzyla/pdfium/pdfium.wasm');
  const instantiateWasm = (await program).instantiator(maxDecoderBytes);
  const { PDFiumLibrary } = await import('@hyzyla/pdfium');
  // The package takes what Emscripten takes: an instance first, where its types say module.
  return await PDFiumLibrary.init({ instantiateWasm });
}
