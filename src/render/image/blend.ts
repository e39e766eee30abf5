import type { BlendMode } from '../../domain/blend-mode.ts';
import type { PlacedLayer } from './clip-layer.ts';
import type { ColourPicture } from './colour-channels.ts';

/** As `multiplyBy`, with another mixture: `B·(1 − αL) + αL·mix(B, L)`; the picture's own alpha stays. */
export function blendWith(
  picture: ColourPicture,
  { picture: layer, left, top }: PlacedLayer,
  mode: BlendMode,
): ColourPicture {
  const { data, channels } = picture;
  const mixed = tableOf(mode);
  for (let y = 0; y < layer.height; y += 1) {
    let to = ((top + y) * picture.width + left) * channels;
    let from = y * layer.width * 4;
    for (let x = 0; x < layer.width; x += 1, to += channels, from += 4) {
      const alpha = layer.data[from + 3] ?? 0;
      for (let channel = 0; channel < 3; channel += 1) {
        const below = data[to + channel] ?? 0;
        const mixture = mixed[below * 256 + (layer.data[from + channel] ?? 0)] ?? 0;
        data[to + channel] = (below * (255 - alpha) + mixture * alpha + 127) / 255;
      }
    }
  }
  return picture;
}

/** The mixture of every value below with every value above: a pixel is looked up instead of worked out. */
function tableOf(mode: BlendMode): Uint8Array {
  const known = tables.get(mode);
  if (known !== undefined) return known;
  const mix = mixtures[mode];
  const table = Uint8Array.from({ length: 65_536 }, (_, index) =>
    Math.round(255 * mix((index >> 8) / 255, (index & 255) / 255)),
  );
  tables.set(mode, table);
  return table;
}

const tables = new Map<BlendMode, Uint8Array>();

/** Of what is below with what is above, 0…1 (W3C Compositing and Blending Level 1, §5.8). */
type Mix = (below: number, above: number) => number;

const multiply: Mix = (below, above) => below * above;
const screen: Mix = (below, above) => below + above - below * above;
const hardLight: Mix = (below, above) =>
  above <= 0.5 ? multiply(below, 2 * above) : screen(below, 2 * above - 1);

const mixtures: Readonly<Record<BlendMode, Mix>> = {
  screen,
  overlay: (below, above) => hardLight(above, below),
  darken: Math.min,
  lighten: Math.max,
  'color-dodge': (below, above) => {
    if (below === 0) return 0;
    return above === 1 ? 1 : Math.min(1, below / (1 - above));
  },
  'color-burn': (below, above) => {
    if (below === 1) return 1;
    return above === 0 ? 0 : 1 - Math.min(1, (1 - below) / above);
  },
  'hard-light': hardLight,
  'soft-light': (below, above) => {
    if (above <= 0.5) return below - (1 - 2 * above) * below * (1 - below);
    const lifted = below <= 0.25 ? ((16 * below - 12) * below + 4) * below : Math.sqrt(below);
    return below + (2 * above - 1) * (lifted - below);
  },
  difference: (below, above) => Math.abs(below - above),
  exclusion: (below, above) => below + above - 2 * below * above,
};
