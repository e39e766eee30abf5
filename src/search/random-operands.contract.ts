import type { Place, Scalar, SearchField } from '../domain/search-query.ts';
import { tokensOf } from './full-text.ts';
import { assetType } from './operands/asset-type.ts';
import { boolean } from './operands/boolean.ts';
import { date } from './operands/date.ts';
import { number } from './operands/number.ts';
import type { Operand } from './operands/operand.ts';
import { option } from './operands/option.ts';
import { path } from './operands/path.ts';
import { place } from './operands/place.ts';
import { size } from './operands/size.ts';
import { text } from './operands/text.ts';
import { words } from './operands/words.ts';
import { type SearchRecord, valuesOf } from './search-record.contract.ts';
import type { SeededRandom } from './seeded-random.contract.ts';

/** A random operand of this kind, written in a random way, near a value that some record has in this field. */
export function writeOperand(operand: Operand<unknown>, source: OperandSource): string {
  const write = writers.get(operand);
  if (write === undefined) throw new Error(`nobody writes operands that have ${operand.expected}`);
  return write(source);
}

export interface OperandSource {
  readonly random: SeededRandom;
  readonly records: readonly SearchRecord[];
  readonly field: SearchField;
}

const writers: ReadonlyMap<Operand<unknown>, (source: OperandSource) => string> = new Map<
  Operand<unknown>,
  (source: OperandSource) => string
>([
  [text, (source) => quote(bend(someString(source), source.random), source.random)],
  [words, writeWords],
  [path, writePath],
  [number, writeNumber],
  [size, writeSize],
  [date, writeDate],
  [boolean, ({ random }) => random.pick(['true', 'false', 'TRUE', 'False'])],
  [option, writeOption],
  [assetType, ({ random }) => quote(random.pick(['file', 'file-version', 'folder']), random)],
  [place, (source) => quote(writeArea(source), source.random)],
]);

function someValue({ random, records, field }: OperandSource): Scalar | Place | undefined {
  const values = records.flatMap((record) => valuesOf(record, field) ?? []);
  return values.length === 0 ? undefined : random.pick(values);
}

const strangeStrings = [
  '',
  '*',
  "it's",
  'a "b" \\ c',
  'Größe',
  '漢字 かな',
  '😀 é',
  '%_',
  'tab\tline\n',
  'sale',
];

function someString(source: OperandSource): string {
  const value = someValue(source);
  return typeof value === 'string' && !source.random.oneIn(8) ? value : source.random.pick(strangeStrings);
}

/** Mostly left alone; else cut short, or in other letters. */
function bend(value: string, random: SeededRandom): string {
  const characters = [...value];
  if (random.oneIn(3)) return characters.slice(0, random.below(characters.length + 1)).join('');
  return random.oneIn(8) ? value.toUpperCase() : value;
}

function writeWords(source: OperandSource): string {
  const { random } = source;
  const tokens = [1, 2, 3].flatMap(() => tokensOf(someString(source)));
  const chosen = Array.from({ length: 1 + random.below(3) }, () => random.pick([...tokens, 'red']));
  const last = bend(chosen.pop() ?? '', random);
  const separator = random.pick([' ', '-', '_', ', ']);
  const phrase = [...chosen, last === '' ? 'r' : last].join(separator);
  return quote(random.oneIn(4) ? phrase.toUpperCase() : phrase, random);
}

function writePath(source: OperandSource): string {
  const { random } = source;
  const bent = random.pick(['', '/', '//']) + bend(someString(source), random) + random.pick(['', '/']);
  return quote(bent, random);
}

function someNumber(source: OperandSource): number {
  const value = someValue(source);
  const { random } = source;
  if (typeof value !== 'number' || random.oneIn(8)) return random.pick([0, -1, 7, 499.5, 500, 1e15]);
  return value + random.pick([0, 0, 0, 1, -1, 0.5]);
}

function writeNumber(source: OperandSource): string {
  const written = String(someNumber(source));
  return source.random.oneIn(5) ? quote(written, source.random) : written;
}

function writeSize(source: OperandSource): string {
  const { random } = source;
  if (random.oneIn(2)) return writeNumber(source);
  const unit = random.pick(['b', 'kb', 'KB', 'mb', 'Mb', 'gb', 'tb']);
  const amount = random.pick(['0', '1', '1.5', '2', '10', '512', '150']);
  return random.oneIn(3) ? `${amount}${unit}` : quote(`${amount}${random.pick(['', ' '])}${unit}`, random);
}

function writeDate(source: OperandSource): string {
  const { random } = source;
  const value = someValue(source);
  const instant = new Date(typeof value === 'number' ? value + random.pick([0, 0, 1, -1, 1000]) : 1e12);
  const iso = instant.toISOString();
  const written = random.pick([
    iso,
    iso.slice(0, 19),
    iso.replace('Z', '+05:30'),
    iso.slice(0, 10),
    `${random.below(40)}${random.pick(['h', 'd', 'w', 'm', 'y'])}`,
  ]);
  return random.oneIn(3) ? written : quote(written, random);
}

function writeOption(source: OperandSource): string {
  const { random } = source;
  const value = someValue(source) ?? true;
  if (typeof value === 'string' || random.oneIn(6)) return quote(String(value), random);
  return String(value);
}

function writeArea(source: OperandSource): string {
  const { random } = source;
  const value = someValue(source);
  const at = typeof value === 'object' ? value : { latitude: 0, longitude: 0 };
  const away = (by: number) => random.pick([-by, 0, by, by / 2]);
  const corner = () => `${limited(at.latitude + away(5), 90)},${limited(at.longitude + away(5), 180)}`;
  const corners = (count: number) => Array.from({ length: count }, corner).join('|');
  return random.pick([
    `${corner()} ${random.pick(['0', '5', '3.4', '900', '20015'])}km`,
    corners(2),
    corners(4),
  ]);
}

function limited(degrees: number, most: number): number {
  return Math.max(-most, Math.min(most, degrees));
}

/** Either kind of quotes, and escapes also where none are needed. */
export function quote(value: string, random: SeededRandom): string {
  const mark = random.pick(['"', "'"]);
  const inner = [...value].map((character) => {
    if (character === mark || character === '\\') return `\\${character}`;
    return random.oneIn(20) ? escapeOf(character) : character;
  });
  return mark + inner.join('') + mark;
}

function escapeOf(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  const digits = (length: number) => codePoint.toString(16).padStart(length, '0');
  if (codePoint < 0x100) return `\\x${digits(2)}`;
  return codePoint < 0x10000 ? `\\u${digits(4)}` : `\\U${digits(8)}`;
}
