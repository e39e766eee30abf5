import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from './program.ts';

/** A picture of the folder test/fixtures, which make-fixtures.mjs has made. */
export function readFixture(name: string): Promise<Buffer> {
  return readFile(join(repository, 'test/fixtures', name));
}

/** Each page is one colour, left half, and another, right half. */
export interface PaperPage {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue, 0 to 1. */
  readonly left: string;
  readonly right: string;
  readonly rotate?: number;
}

/** A PDF as small as one can be (ISO 32000-2 §7.5). */
export function makePdf(pages: readonly PaperPage[]): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${3 + 2 * index} 0 R`).join(' ')}] >>`,
    ...pages.flatMap(({ width, height, left, right, rotate = 0 }, index) => {
      const content = `${left} rg 0 0 ${width / 2} ${height} re f ${right} rg ${width / 2} 0 ${width / 2} ${height} re f`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Rotate ${rotate} /Contents ${4 + 2 * index} 0 R >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  text += `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

export const postscript = Buffer.from(`%!PS-Adobe-3.0 EPSF-3.0
%%BoundingBox: 0 0 200 100
0 0 1 setrgbcolor 0 0 100 100 rectfill 1 0 0 setrgbcolor 100 0 100 100 rectfill
showpage
`);
