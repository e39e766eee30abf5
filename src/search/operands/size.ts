import { parseNumber } from './number.ts';
import type { Operand } from './operand.ts';

const form = /^(-?[\d.]+)(?: *(b|kb|mb|gb|tb))?$/i;

/** The old dashboard's kb has 1024 bytes (spec search §4.3). */
const bytesOf: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1024,
  mb: 1024 ** 2,
  gb: 1024 ** 3,
  tb: 1024 ** 4,
};

/** `1024`, `"1.5 MB"`, `1mb` → bytes. */
export const size: Operand<number> = {
  expected: 'a valid size value. Make sure the value is enclosed within quotes.',
  read({ kind, text }) {
    if (kind !== 'number' && kind !== 'string' && kind !== 'bare') return undefined;
    const [, amount = '', unit = 'b'] = form.exec(text) ?? [];
    const number = parseNumber(amount);
    const bytes = (number ?? Number.NaN) * (bytesOf[unit.toLowerCase()] ?? Number.NaN);
    return Number.isFinite(bytes) ? bytes : undefined;
  },
};
