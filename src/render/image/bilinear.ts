import type { ColourPicture } from './colour-channels.ts';

/** Writes the colour of a picture at x, y into four bytes of `target`; the middle of its first pixel is at 0.5, 0.5. */
export type Sample = (x: number, y: number, target: Buffer, index: number) => void;

/** Between four pixels, weighed by their alpha; beyond the edge there is nothing, so that edges are smooth. */
export function createSample(picture: ColourPicture): Sample {
  const { width, height } = picture;
  const data = withRim(picture);
  const below = (width + 2) * 4;

  return (x, y, target, index) => {
    const right = x + 0.5;
    const down = y + 0.5;
    // Also false for what is no number: a way back that leads nowhere.
    if (!(right >= 0 && down >= 0 && right < width + 1 && down < height + 1)) {
      target.fill(0, index, index + 4);
      return;
    }
    const left = Math.floor(right);
    const top = Math.floor(down);
    const [toRight, toBottom] = [right - left, down - top];
    const a = top * below + left * 4;
    const [b, c, d] = [a + 4, a + below, a + below + 4];
    const ofA = (1 - toRight) * (1 - toBottom) * (data[a + 3] ?? 0);
    const ofB = toRight * (1 - toBottom) * (data[b + 3] ?? 0);
    const ofC = (1 - toRight) * toBottom * (data[c + 3] ?? 0);
    const ofD = toRight * toBottom * (data[d + 3] ?? 0);
    const alpha = ofA + ofB + ofC + ofD;
    const scale = alpha === 0 ? 0 : 1 / alpha;
    for (let channel = 0; channel < 3; channel += 1) {
      const sum =
        ofA * (data[a + channel] ?? 0) +
        ofB * (data[b + channel] ?? 0) +
        ofC * (data[c + channel] ?? 0) +
        ofD * (data[d + channel] ?? 0);
      target[index + channel] = sum * scale + 0.5;
    }
    target[index + 3] = alpha + 0.5;
  };
}

/** One transparent pixel all around: no neighbour needs to be asked whether it exists. */
function withRim({ data, width, height, channels }: ColourPicture): Buffer {
  const stride = (width + 2) * 4;
  const rimmed = Buffer.alloc(stride * (height + 2));
  for (let y = 0, from = 0; y < height; y += 1) {
    let to = (y + 1) * stride + 4;
    for (let x = 0; x < width; x += 1, from += channels, to += 4) {
      rimmed[to] = data[from] ?? 0;
      rimmed[to + 1] = data[from + 1] ?? 0;
      rimmed[to + 2] = data[from + 2] ?? 0;
      rimmed[to + 3] = channels === 3 ? 255 : (data[from + 3] ?? 0);
    }
  }
  return rimmed;
}
