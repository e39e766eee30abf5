import { badTransformation } from './refusals.ts';
import { type Token, tokenOf } from './token.ts';

/** A chain as written: nothing read yet but where things begin and end (spec image-transformations §2.3). */
export type WrittenStep = WrittenItems | WrittenIf;

export interface WrittenItems {
  readonly kind: 'items';
  readonly items: readonly WrittenItem[];
}

export type WrittenItem = Token | WrittenLayer;

export interface WrittenLayer {
  readonly kind: 'layer';
  /** `l-image` */
  readonly text: string;
  readonly type: string;
  readonly steps: readonly WrittenStep[];
}

export interface WrittenIf {
  readonly kind: 'if';
  readonly text: string;
  readonly condition: string;
  readonly then: readonly WrittenStep[];
  readonly otherwise: readonly WrittenStep[];
}

/** Throws when `l-` or `if-` blocks do not balance, nest too deep or share a step with others. */
export function splitSteps(text: string): WrittenStep[] {
  const pieces = splitPieces(text);
  const steps = readChain(pieces, { inIf: false, layerDepth: 0 });
  const stray = pieces.next();
  if (stray !== undefined) throw badTransformation(stray.text);
  return steps;
}

/** Spec image-transformations §6.2. */
export const maxLayerDepth = 3;

interface Place {
  readonly inIf: boolean;
  readonly layerDepth: number;
}

/** Reads up to the end or to a word that ends a block, which stays. */
function readChain(pieces: Pieces, place: Place): WrittenStep[] {
  const steps: WrittenStep[] = [];
  let items: WrittenItem[] = [];
  const finishStep = () => {
    if (items.length > 0) steps.push({ kind: 'items', items });
    items = [];
  };
  for (let piece = pieces.peek(); piece !== undefined && !endsBlock(piece); piece = pieces.peek()) {
    pieces.next();
    if (piece.startsStep) finishStep();
    if (!piece.text.startsWith('if-')) items.push(...readItem(piece, pieces, place));
    else if (items.length > 0) throw badTransformation(piece.text);
    else steps.push(readIf(piece, pieces, place));
  }
  finishStep();
  return steps;
}

function readItem(piece: Piece, pieces: Pieces, place: Place): WrittenItem[] {
  if (piece.text === '') return [];
  return [piece.text.startsWith('l-') ? readLayer(piece, pieces, place) : tokenOf(piece.text)];
}

function readLayer({ text }: Piece, pieces: Pieces, place: Place): WrittenLayer {
  const layerDepth = place.layerDepth + 1;
  if (layerDepth > maxLayerDepth) throw badTransformation(text);
  const steps = readChain(pieces, { inIf: place.inIf, layerDepth });
  if (pieces.next()?.text !== 'l-end') throw badTransformation(text);
  return { kind: 'layer', text, type: text.slice(2), steps };
}

/** The block is a step of its own; a block inside another, or inside a layer, is not in the language (T4). */
function readIf({ text }: Piece, pieces: Pieces, place: Place): WrittenIf {
  if (place.inIf || place.layerDepth > 0) throw badTransformation(text);
  const inside = { inIf: true, layerDepth: 0 };
  const then = readChain(pieces, inside);
  const hasElse = pieces.peek()?.text === 'if-else';
  if (hasElse) pieces.next();
  const otherwise = hasElse ? readChain(pieces, inside) : [];
  if (pieces.next()?.text !== 'if-end') throw badTransformation(text);
  const following = pieces.peek();
  if (following !== undefined && !following.startsStep) throw badTransformation(text);
  return { kind: 'if', text, condition: text.slice(3), then, otherwise };
}

interface Piece {
  readonly text: string;
  /** Stands behind a `:`. */
  readonly startsStep: boolean;
}

interface Pieces {
  readonly peek: () => Piece | undefined;
  readonly next: () => Piece | undefined;
}

function splitPieces(text: string): Pieces {
  const parts = joinRatios(text).split(/([,:])/);
  let index = 0;
  const peek = () => {
    const part = parts[index];
    return part === undefined ? undefined : { text: part, startsStep: parts[index - 1] === ':' };
  };
  const next = () => {
    const piece = peek();
    index += 2;
    return piece;
  };
  return { peek, next };
}

function endsBlock({ text }: Piece): boolean {
  return text === 'l-end' || text === 'if-else' || text === 'if-end';
}

/** SDKs also write `ar-4:3`, which would look like a step `3`. */
function joinRatios(text: string): string {
  return text.replace(/(^|[,:])ar-(\d+(?:\.\d+)?):(?=\d+(?:\.\d+)?(?:[,:]|$))/g, '$1ar-$2-');
}
