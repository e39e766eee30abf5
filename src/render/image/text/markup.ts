import type { TextBox } from '../../../domain/text-box.ts';
import { breakable } from './breakable.ts';

/** The two strings that Pango takes: what to write, and with which faces. */
export interface Markup {
  readonly text: string;
  readonly font: string;
}

/** In this order they are asked for characters that the wanted family does not have. */
const fallbackFamilies = [
  'Open Sans',
  'Noto Sans Arabic',
  'Noto Sans Hebrew',
  'Noto Sans Devanagari',
  'Noto Sans Bengali',
  'Noto Sans Tamil',
  'Noto Sans Thai',
  'Noto Sans SC',
  'Noto Sans Korean',
  'Noto Color Emoji',
];

export function toMarkup(box: TextBox, family: string): Markup {
  const families = [family, ...fallbackFamilies.filter((fallback) => fallback !== family)];
  const style = `${box.bold ? 'Bold ' : ''}${box.italic ? 'Italic ' : ''}`;
  return {
    text: `<span ${attributes(box).join(' ')}>${escapeMarkup(leftToRight(breakable(box.text), box))}</span>`,
    font: `${families.join(',')}, ${style}${decimal(box.sizePixels)}px`,
  };
}

/** Pango counts line heights in 1024ths. The language is fixed, else it would be the machine's. */
function attributes({ colour, strikethrough, lineHeight }: TextBox): string[] {
  return [
    'lang="en"',
    `foreground="#${hex(colour.r)}${hex(colour.g)}${hex(colour.b)}"`,
    ...(strikethrough ? ['strikethrough="true"'] : []),
    ...(lineHeight === undefined ? [] : [`line_height="${Math.round(lineHeight * 1024)}"`]),
  ];
}

/** The text is a stranger's: nothing in it may speak to Pango. */
function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const firstLetterIsRightToLeft =
  /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * To Pango `left` means the side where a line begins. Set apart in a line that begins at the left, right-to-left text
 * keeps its order and stands where it was asked to.
 */
function leftToRight(text: string, { alignment }: TextBox): string {
  if (alignment === 'center') return text;
  const lines = text.split('\n');
  const set = lines.map((line) => (firstLetterIsRightToLeft.test(line) ? `\u200e\u2067${line}\u2069` : line));
  return set.join('\n');
}

function hex(value: number): string {
  return value.toString(16).padStart(2, '0');
}

/** Never 1e-7. */
function decimal(value: number): string {
  return value.toFixed(3);
}
