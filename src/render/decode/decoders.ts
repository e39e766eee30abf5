import type { SourceFormat } from '../../domain/media-facts.ts';
import { bmp } from './bmp.ts';
import type { Decoder } from './decoder.ts';
import { eps } from './eps.ts';
import { heic } from './heic.ts';
import { ico } from './ico.ts';
import { jxl } from './jxl.ts';
import { pdf } from './pdf.ts';
import { psd } from './psd.ts';

const decoders: Readonly<Partial<Record<SourceFormat, Decoder>>> = { bmp, eps, heic, ico, jxl, pdf, psd };

/** Undefined: sharp reads the format by itself. */
export function decoderOf(format: SourceFormat): Decoder | undefined {
  return decoders[format];
}
