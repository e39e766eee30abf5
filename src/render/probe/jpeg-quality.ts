/** Standard luminance table of ITU-T T.81 Annex K.1, in zigzag order as it stands in a file. */
const standardLuminance = [
  16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58,
  51, 61, 60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103, 104, 103,
  62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99,
];

/**
 * The quality that the IJG library would have needed for this luminance table: its scale is 5000/q below 50 and
 * 200 − 2q from 50 on, in percent of the standard table. Undefined when the head holds no table.
 */
export function estimateJpegQuality(head: Buffer): number | undefined {
  const table = findLuminanceTable(head);
  if (table === undefined) return undefined;
  const percent = percentOfStandard(table);
  const quality = percent <= 100 ? (200 - percent) / 2 : 5000 / percent;
  return Math.min(100, Math.max(1, Math.round(quality)));
}

/** A baseline table ends at 255: what has run into that end says nothing about the scale. */
function percentOfStandard(table: readonly number[]): number {
  const telling = table.flatMap((value, index) =>
    value < 255 ? { value, standard: standardLuminance[index] ?? 0 } : [],
  );
  const standardSum = telling.reduce((sum, { standard }) => sum + standard, 0);
  const sum = telling.reduce((total, { value }) => total + value, 0);
  return standardSum === 0 ? Number.POSITIVE_INFINITY : (100 * sum) / standardSum;
}

const startOfScan = 0xda;
const quantisationTables = 0xdb;

/** Walks from segment to segment (ITU-T T.81 Annex B); every length is checked, for the bytes may lie. */
function findLuminanceTable(head: Buffer): number[] | undefined {
  let position = 2;
  while (position + 4 <= head.length && head[position] === 0xff) {
    const marker = head[position + 1];
    const length = head.readUInt16BE(position + 2);
    if (marker === startOfScan || length < 2) return undefined;
    if (marker === quantisationTables) {
      const table = tableZero(head.subarray(position + 4, position + 2 + length));
      if (table !== undefined) return table;
    }
    position += 2 + length;
  }
  return undefined;
}

function tableZero(segment: Buffer): number[] | undefined {
  let position = 0;
  while (position < segment.length) {
    const precisionAndId = segment[position] ?? 0;
    const bytesPerValue = precisionAndId >> 4 === 0 ? 1 : 2;
    const values = segment.subarray(position + 1, position + 1 + 64 * bytesPerValue);
    if (values.length < 64 * bytesPerValue) return undefined;
    if ((precisionAndId & 15) === 0) {
      return Array.from({ length: 64 }, (_, index) =>
        values.readUIntBE(index * bytesPerValue, bytesPerValue),
      );
    }
    position += 1 + 64 * bytesPerValue;
  }
  return undefined;
}
