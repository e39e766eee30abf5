import type { Parameter } from './parameter.ts';

export interface Typography {
  readonly bold: boolean;
  readonly italic: boolean;
  readonly strikethrough: boolean;
}

const styles = ['b', 'i', 'strikethrough'];

export const typography: Parameter<Typography> = {
  keys: ['tg'],
  allowedIn: ['text layer'],
  values: 'b, i, strikethrough, joined by _',
  sentence: 'Bold, italic, struck through. A face that the font lacks is made from its regular one.',
  example: 'l-text,i-Hello,tg-b_i,l-end',
  read: (text) => {
    const words = text.split('_');
    if (!words.every((word) => styles.includes(word))) return undefined;
    const [bold, italic, strikethrough] = styles.map((style) => words.includes(style));
    return { bold: bold === true, italic: italic === true, strikethrough: strikethrough === true };
  },
};
