import { usualPool } from '../pool-options.contract.ts';
import { writeFontConfig } from './font-config.ts';

/** Before the first text is drawn in this process: it then sees the fonts that workers see. */
export function useOwnFonts(): void {
  process.env.FONTCONFIG_FILE = writeFontConfig(usualPool);
}
