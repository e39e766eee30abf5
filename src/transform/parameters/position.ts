/** Where on an axis: left or top, the middle, right or bottom. */
export type Alignment = 'start' | 'center' | 'end';

export interface Position {
  readonly horizontal: Alignment;
  readonly vertical: Alignment;
}

const words: Readonly<Record<string, readonly [Alignment, Alignment]>> = {
  center: ['center', 'center'],
  top: ['center', 'start'],
  left: ['start', 'center'],
  bottom: ['center', 'end'],
  right: ['end', 'center'],
  top_left: ['start', 'start'],
  top_right: ['end', 'start'],
  bottom_left: ['start', 'end'],
  bottom_right: ['end', 'end'],
};

export const positionNames = Object.keys(words).join(', ');

export function readPosition(text: string): Position | undefined {
  const [horizontal, vertical] = Object.hasOwn(words, text) ? (words[text] ?? []) : [];
  return horizontal === undefined || vertical === undefined ? undefined : { horizontal, vertical };
}
