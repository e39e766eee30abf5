import { describe, expect, it } from 'vitest';
import { parseDeliveryUrl } from '../parse-url.ts';
import { splitSteps } from '../split-steps.ts';
import { type LayerInput, readLayerInput } from './layer-input.ts';

function layerOf(target: string) {
  const url = parseDeliveryUrl(target, { id: 'demo' });
  const [step] = splitSteps(url?.transformation ?? '');
  const item = step?.kind === 'items' ? step.items[0] : undefined;
  if (item?.kind !== 'layer') throw new Error(`${target} has no layer`);
  return item;
}

const text = (written: string): LayerInput => ({ kind: 'text', text: written });
const path = (written: string): LayerInput => ({ kind: 'path', path: written });

/** Spec image-transformations §2.2, §2.5. */
describe('the input of a layer', () => {
  it.each([
    ['a.jpg?tr=l-text,i-overlay%20made%20easy,l-end', text('overlay made easy')],
    ['tr:l-text,ie-aGVsbG8%3D,l-end/a.jpg', text('hello')],
    ['tr:l-text,ie-b3ZlcmxheSBtYWRlIGVhc3k%3D,l-end/a.jpg', text('overlay made easy')],
    ['tr:l-image,i-path@@to@@overlay.png,l-end/a.jpg', path('path/to/overlay.png')],
    ['tr:l-image,ie-bG9nby9hK2IucG5n,l-end/a.jpg', path('logo/a+b.png')],
    ['tr:l-text,i-30%%20off,l-end/a.jpg', text('30% off')],
    ['tr:l-image,i-logo.png,l-end/a.jpg', path('logo.png')],
    ['a.jpg?tr=l-image,i-/logo.png,l-end', path('logo.png')],
    ['tr:l-image,i-@@logo.png,l-end/a.jpg', path('logo.png')],
    ['tr:l-text,ie-aGVsbG8,l-end/a.jpg', text('hello')],
    ['tr:l-text,ie-8J-YgA,l-end/a.jpg', text('😀')],
    ['tr:l-text,ie-8J%2BYgA%3D%3D,l-end/a.jpg', text('😀')],
    ['tr:l-text,ie-aGVsbG8%253D,l-end/a.jpg', text('hello')],
    ['tr:l-text,i-plain,ie-aGVsbG8,l-end/a.jpg', text('hello')],
    ['tr:l-text:fs-5:i-later:l-end/a.jpg', text('later')],
    ['tr:l-image,i-ik_canvas,w-5,l-end/a.jpg', { kind: 'canvas' }],
    ['tr:l-image,w-5,l-end/a.jpg', undefined],
  ])('%s', (rest, input) => {
    expect(readLayerInput(layerOf(`/demo/${rest}`))).toEqual(input);
  });

  it('is cut after 2,000 characters of plain text and 2,500 of Base64', () => {
    const plain = layerOf(`/demo/tr:l-text,i-${'%F0%9F%98%80'.repeat(2001)},l-end/a.jpg`);
    expect(readLayerInput(plain)).toEqual(text('😀'.repeat(2000)));
    const encoded = layerOf(`/demo/tr:l-text,ie-${'QUFB'.repeat(700)},l-end/a.jpg`);
    expect(readLayerInput(encoded)).toEqual(text('A'.repeat(1875)));
  });

  it('leaves the other tokens of the layer decoded', () => {
    const layer = layerOf('/demo/tr:l-text,ff-Open%20Sans,i-x,l-end/a.jpg');
    expect(layer.steps).toMatchObject([
      {
        items: [
          { key: 'ff', value: 'Open Sans' },
          { key: 'i', value: 'x' },
        ],
      },
    ]);
  });
});
