import type { FontFamily } from '../../src/transform/font-families.ts';
import { code, generatedNotice, table } from './markdown.ts';

/** docs/fonts.md, from the table of families. */
export function fontsPage(families: readonly FontFamily[]): string {
  const rows = families.map(({ written, faces }) => [code(`ff-${written}`), faces]);
  return `${generatedNotice}

# Fonts

A text layer is set in Open Sans unless \`ff\` says otherwise. Case makes no difference in a name, and a space, \`_\` and \`-\` are the
same: \`ff-Old%20Standard\`, \`ff-old_standard\`. An unknown name gives Open Sans. The bold or italic face that a family lacks is made
from its regular one.

${table(['family', 'faces'], rows)}

**Scripts.** What the family does not have is taken from Open Sans (Latin, Greek, Cyrillic, Hebrew), Noto Sans for Arabic, Hebrew,
Devanagari, Bengali, Tamil, Thai, Chinese and Japanese (simplified forms) and Korean, and Noto Color Emoji, in colour. Lines of
right-to-left text run from the right; Thai is broken between words, Chinese between characters. Fonts of the machine are never
used: a text looks alike everywhere.

**Your own.** \`ff-brand@@Poppins-Regular.ttf\` names a font file of the library, as a layer names a picture: \`@@\` stands for \`/\`, and the
file may be private but not unpublished. TrueType, OpenType, WOFF and WOFF2 can be read, up to \`CALOTYPE_MAX_FONT_BYTES\`; the file's
own name for itself does not matter. A missing file is answered with 404, one that is no font with 400. When a font is
overwritten, the pictures that show it are made anew.

**Limits.** A text layer has at most \`CALOTYPE_MAX_TEXT_SIDE\` pixels on a side and \`CALOTYPE_MAX_TEXT_PIXELS\` in all.

**Licences.** The fonts come with the program, in \`fonts/\`, under the SIL Open Font License 1.1; Ubuntu under the Ubuntu Font
Licence 1.0. The texts are in \`fonts/licences/\`. Pictures made with them may be used without restriction.
`;
}
