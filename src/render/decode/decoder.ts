import type { Raw } from 'sharp';
import type { PlanInput } from '../../domain/plan.ts';

/**
 * A format that sharp's libvips does not read. It is loaded when the first file of its kind comes, in the worker that
 * looks at it. Whatever is wrong with the bytes may be thrown as it comes: whoever calls makes the answer of it.
 */
export interface Decoder {
  /** From headers alone: whoever looks decides by it whether the picture may be decoded at all. */
  readHeader(path: string, limits: DecodeLimits): Promise<PictureHeader>;
  /** Size of one page; absent where all are alike. */
  pageSize?(path: string, page: number, limits: DecodeLimits): Promise<PageSize>;
  /** Draws a vector at `input`'s size; anything else comes at its own. Checks sizes again before it allocates. */
  decode(path: string, input: PlanInput, limits: DecodeLimits): Promise<Decoded>;
}

export interface PageSize {
  readonly width: number;
  readonly height: number;
}

export interface DecodeLimits {
  readonly maxPixels: number;
  /** Most that a decoder in WebAssembly may allocate, and the largest file that is read whole. */
  readonly maxDecoderBytes: number;
}

export interface PictureHeader {
  /** Upright, of the first page. */
  readonly width: number;
  readonly height: number;
  readonly hasAlpha: boolean;
  readonly hasProfile: boolean;
  readonly hasMetadata: boolean;
  readonly pages?: number;
  readonly density?: number;
  readonly exif?: Buffer;
}

/** Something that sharp reads: bare pixels, or a file in a format that carries a profile along. */
export interface Decoded {
  readonly bytes: Buffer;
  readonly raw?: Raw;
}
