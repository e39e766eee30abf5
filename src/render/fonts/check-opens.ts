import sharp from 'sharp';
import { notAFont, type PreparedFont } from './prepare-font.ts';

/**
 * A font that FreeType cannot open is passed over in silence, and text would be drawn in another. Without fallback for
 * single characters, all is drawn by the first face that could be opened: two different second choices tell.
 */
export async function checkOpens(font: PreparedFont): Promise<void> {
  const first = await measureSample(font, 'Monoton');
  const second = await measureSample(font, 'Lobster');
  if (first !== second) throw notAFont();
}

async function measureSample({ family, fontFile }: PreparedFont, otherwise: string): Promise<string> {
  const text = '<span fallback="false">Hamburgefonts</span>';
  const sample = sharp({ text: { text, font: `${family},${otherwise}, 20px`, fontfile: fontFile, dpi: 72 } });
  // A font without any ink is none.
  const { width, height } = await sample.metadata().catch((cause) => {
    throw notAFont(cause);
  });
  return `${width} × ${height}`;
}
