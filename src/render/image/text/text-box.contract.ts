import type { TextBox } from '../../../domain/text-box.ts';

/** The text of the worked examples, with everything usual filled in. */
export function makeTextBox(changed: Partial<TextBox> = {}): TextBox {
  return {
    text: 'overlay made easy',
    font: { kind: 'family', family: 'Open Sans' },
    sizePixels: 45,
    bold: false,
    italic: false,
    strikethrough: false,
    colour: { r: 0, g: 0, b: 0 },
    alignment: 'left',
    ...changed,
  };
}
