import sharp from 'sharp';
import { loadWasm, type WasmProgram } from './bounded-wasm.ts';
import { checkPixels } from './check-pixels.ts';
import type { DecodeLimits, Decoder } from './decoder.ts';
import { layOutPng, type Pixels } from './lay-out-png.ts';
import { readWhole } from './read-whole.ts';
import { uprightExif } from './upright-exif.ts';

/**
 * sharp's libvips reads the container of a HEIC, but has no decoder for HEVC: sizes, profile and EXIF are its work, the
 * pixels come from libheif with libde265 in WebAssembly. Turning and mirroring (`irot`, `imir`) are done by then, so
 * what EXIF says of the orientation no longer holds (ISO/IEC 23008-12 §6.5.10).
 */
export const heic: Decoder = {
  async readHeader(path) {
    const { width, height, hasAlpha, hasProfile, exif, xmp, density } = await sharp(path).metadata();
    return {
      width,
      height,
      hasAlpha,
      hasProfile,
      hasMetadata: exif !== undefined || xmp !== undefined,
      ...(exif === undefined ? {} : { exif }),
      ...(density === undefined ? {} : { density }),
    };
  },

  async decode(path, _, limits) {
    const header = await sharp(path).metadata();
    checkPixels(header, limits);
    const pixels = await decodePixels(path, header.hasAlpha, limits);
    return {
      bytes: layOutPng(pixels, {
        ...(header.icc === undefined ? {} : { icc: header.icc }),
        ...(header.exif === undefined ? {} : { exif: uprightExif(header.exif) }),
      }),
    };
  },
};

/** As much of the package's interface as is used; its own types leave out the arguments. */
interface Libheif {
  heif_context_alloc(): object;
  heif_context_read_from_memory(
    context: object,
    bytes: Uint8Array,
  ): { code: { value: number }; message: unknown };
  heif_js_context_get_primary_image_handle(context: object): object;
  heif_image_handle_get_width(handle: object): number;
  heif_image_handle_get_height(handle: object): number;
  heif_js_decode_image2(
    handle: object,
    colourSpace: unknown,
    chroma: unknown,
  ): DecodedImage | Promise<DecodedImage>;
  readonly heif_colorspace: { readonly heif_colorspace_RGB: unknown };
  readonly heif_chroma: Readonly<
    Record<'heif_chroma_interleaved_RGB' | 'heif_chroma_interleaved_RGBA', unknown>
  >;
}

/** An error has no channels. The bytes lie in the decoder's memory. */
interface DecodedImage {
  readonly channels?: readonly Omit<Pixels, 'channels'>[];
}

let program: Promise<WasmProgram> | undefined;

async function decodePixels(path: string, hasAlpha: boolean, limits: DecodeLimits): Promise<Pixels> {
  program ??= loadWasm('libheif-js/libheif-wasm/libheif.wasm');
  const libheif = await createLibheif((await program).instantiator(limits.maxDecoderBytes));
  const context = libheif.heif_context_alloc();
  const read = libheif.heif_context_read_from_memory(context, await readWhole(path, limits));
  if (read.code.value !== 0) throw new Error(String(read.message));
  const handle = libheif.heif_js_context_get_primary_image_handle(context);
  const width = libheif.heif_image_handle_get_width(handle);
  checkPixels({ width, height: libheif.heif_image_handle_get_height(handle) }, limits);
  const { heif_colorspace: spaces, heif_chroma: chromas } = libheif;
  const chroma = hasAlpha ? chromas.heif_chroma_interleaved_RGBA : chromas.heif_chroma_interleaved_RGB;
  const image = await libheif.heif_js_decode_image2(handle, spaces.heif_colorspace_RGB, chroma);
  const [plane] = image.channels ?? [];
  if (plane === undefined) throw new Error('libheif cannot decode the picture');
  return { ...plane, channels: hasAlpha ? 4 : 3 };
}

async function createLibheif(instantiateWasm: ReturnType<WasmProgram['instantiator']>): Promise<Libheif> {
  const { default: create } = await import('libheif-js/libheif-wasm/libheif.js');
  const quiet = { print: () => {}, printErr: () => {} };
  return (create as unknown as (options: object) => Libheif)({ instantiateWasm, ...quiet });
}
