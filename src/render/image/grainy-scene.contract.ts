import type { Pixels } from './look/look.ts';

/** Numbers that look random and are the same in every run. */
export function makeGrain(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** Waves, an edge and grain: something of all that an encoder finds hard. */
export function drawGrainyScene(width: number, height: number): Pixels {
  const grain = makeGrain(7);
  const data = new Uint8Array(width * height * 3);
  for (let y = 0, index = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, index += 3) {
      const wave = 60 * Math.sin(x / 7) * Math.cos(y / 11);
      const edge = x > width / 2 && y > height / 3 ? 50 : 0;
      const noise = 16 * grain();
      data[index] = 90 + wave + edge + noise;
      data[index + 1] = 80 + wave / 2 + noise + ((y / 3) % 60);
      data[index + 2] = 60 + edge + noise;
    }
  }
  return { data, width, height };
}
