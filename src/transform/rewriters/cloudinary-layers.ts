import { percentDecode } from '../percent-decode.ts';
import {
  type CloudinaryContext,
  type CloudinaryPart,
  convertParameter,
  focuses,
} from './cloudinary-parameters.ts';
import { colourText } from './colour-text.ts';
import { usableTokens } from './usable-tokens.ts';

/** A segment of a Cloudinary URL, taken apart. */
export type CloudinaryStep = readonly CloudinaryPart[];

/**
 * A layer of ours out of its segments: the first says what it shows, the last where it goes, and all what is done to it (spec
 * delivery O30). Undefined when it shows nothing that we know.
 */
export function convertLayer(
  steps: readonly CloudinaryStep[],
  context: CloudinaryContext,
): string | undefined {
  const source = steps[0]?.find(({ key }) => key === 'l')?.value ?? '';
  const content = readContent(source);
  if (content === undefined) return undefined;
  const [first = [], ...others] = steps.map((step) =>
    usableTokens(convertStep(step, content.place, context), content.place),
  );
  const colour = content.place === 'text layer' ? readTextColour(steps) : [];
  const begin = [content.begin, ...content.tokens, ...colour, ...readPlace(steps.at(-1) ?? []), ...first];
  return [begin, ...others]
    .filter((tokens) => tokens.length > 0)
    .map((tokens) => tokens.join(','))
    .join(':')
    .concat(',l-end');
}

interface Content {
  readonly place: 'image layer' | 'text layer';
  readonly begin: string;
  readonly tokens: readonly string[];
}

function readContent(source: string): Content | undefined {
  if (source.startsWith('text:')) return readText(source.slice('text:'.length));
  const path = percentDecode(source)
    .replace(/^(fetch:|video:|image:)/, '')
    .replaceAll(':', '@@');
  return path === '' ? undefined : { place: 'image layer', begin: 'l-image', tokens: [`i-${path}`] };
}

/** `Roboto_50_bold_left:<text>`; a comma of the text is encoded once more, because others part parameters. */
function readText(source: string): Content | undefined {
  const colon = source.indexOf(':');
  const [family = '', size = '', ...words] = source.slice(0, Math.max(0, colon)).split('_');
  const text = percentDecode(source.slice(colon + 1));
  if (colon === -1 || text === '') return undefined;
  const styles = ['bold', 'italic'].filter((style) => words.includes(style)).map((style) => style.charAt(0));
  const side = words.map((word) => sides[word]).find((word) => word !== undefined);
  const tokens = [
    `ff-${percentDecode(family).replaceAll('/', '@@')}`,
    `fs-${size}`,
    ...(styles.length === 0 ? [] : [`tg-${styles.join('_')}`]),
    ...(side === undefined ? [] : [`ia-${side}`]),
  ];
  const encoded = `ie-${Buffer.from(text).toString('base64url')}`;
  return { place: 'text layer', begin: 'l-text', tokens: [encoded, ...usableTokens(tokens, 'text layer')] };
}

const sides: Readonly<Record<string, string>> = {
  left: 'left',
  start: 'left',
  right: 'right',
  end: 'right',
  center: 'center',
};

/** Where it goes is told by the same words as what is cut away of a picture. */
const placing = ['l', 'g', 'x', 'y'];

function convertStep(
  step: CloudinaryStep,
  place: Content['place'],
  context: CloudinaryContext,
): readonly string[] {
  const isCut = place === 'image layer' && step.some(({ key, value }) => key === 'c' && value === 'crop');
  return step
    .filter(({ key }) => key === 'l' || !placing.includes(key) || (isCut && key !== 'g'))
    .flatMap((part) => convertParameter(part, context) ?? []);
}

/** From the side that gravity names; without a distance, at it. */
function readPlace(step: CloudinaryStep): string[] {
  const find = (name: string) => step.find(({ key }) => key === name)?.value;
  const gravity = find('g') ?? '';
  const [x, y] = [find('x'), find('y')];
  if (x === undefined && y === undefined) {
    return usableTokens(focuses[gravity] === undefined ? [] : [`lfo-${focuses[gravity]}`], 'image layer');
  }
  const from = (side: string, distance = '0') => (gravity.includes(side) ? 'N' : '') + distance;
  return usableTokens([`lx-${from('east', x)}`, `ly-${from('south', y)}`], 'image layer');
}

function readTextColour(steps: readonly CloudinaryStep[]): string[] {
  const written = steps
    .flat()
    .find(({ key }) => key === 'co')
    ?.value.replace(/^rgb:/, '');
  const colour = written === undefined ? undefined : colourText(written);
  return usableTokens(colour === undefined ? [] : [`co-${colour}`], 'text layer');
}
