import { describe, expect, it } from 'vitest';
import type { Detection } from '../domain/detector.ts';
import type { Operation } from '../domain/plan.ts';
import { type Given, planFor, planningFor, sized } from './plan-for.contract.ts';

/** `car 100,200 982×301 0.9` in a picture of this size. */
function found(size: string, ...things: string[]): Given {
  const picture = sized(size);
  const detections = things.map((thing): Detection => {
    const [name = '', corner = '', sides = '', score = '0.9'] = thing.split(' ');
    const [left = 0, top = 0] = corner.split(',').map(Number);
    const { width, height } = sized(sides);
    const [w, h] = [picture.width, picture.height];
    return { name, score: Number(score), left: left / w, top: top / h, width: width / w, height: height / h };
  });
  return { facts: picture, detected: () => detections };
}

const operationsOf = (text: string, given: Given) => planFor(text, given).plan.operations;

/** `(1,2) 3×4 → 5×6`: what is cut out, and what that is scaled to. */
function tell(operations: readonly Operation[]): string {
  const texts = operations.map((operation) => {
    if (operation.kind === 'crop')
      return `(${operation.left},${operation.top}) ${operation.width}×${operation.height}`;
    return 'width' in operation ? `${operation.kind} ${operation.width}×${operation.height}` : operation.kind;
  });
  return texts.join(' ').replace(' resize ', ' → ');
}

const car = found('1920×1280', 'car 400,600 982×301');
const dog = found('600×336', 'dog 150,8 292×322');
const cat = found('640×480', 'cat 300,200 119×169');
const one = found('1000×1000', 'face 400,200 100×120');
const two = found('1000×1000', 'face 400,200 100×100', 'face 600,300 100×100');
const edge = found('1000×500', 'face 900,0 100×100');
const pets = found('1000×500', 'dog 100,200 200×100', 'cat 600,100 100×100', 'dog 700,300 50×50 0.5');

describe('what fo-<object> shows (spec image-transformations §4.7)', () => {
  it.each<[string, Given, string]>([
    ['fo-car', car, '(400,600) 982×301'],
    ['fo-car,ar-2_1', car, '(400,505) 982×491'],
    ['fo-dog', dog, '(150,8) 292×322'],
    ['fo-dog,ar-1-1', dog, '(135,8) 322×322'],
    ['fo-cat', cat, '(300,200) 119×169'],
    ['fo-cat,z-2', cat, '(330,242) 60×85'],
    ['fo-cat,z-0.5', cat, '(241,116) 238×338'],
    ['fo-cat,z-0.01', cat, ''],
    ['fo-dog', pets, '(100,200) 200×100'],
    ['fo-cat_dog', pets, '(100,100) 600×200'],
    ['fo-dog_cat_car', pets, '(100,100) 600×200'],
    // The window of maintain_ratio, as near to the object's centre as the picture allows.
    ['w-200,h-200,fo-cat', pets, '(400,0) 500×500 → 200×200'],
    ['w-200,h-200,fo-dog', pets, '(0,0) 500×500 → 200×200'],
    ['w-200,h-200,fo-cat,z-2', pets, '(525,25) 250×250 → 200×200'],
    ['w-200,h-200,fo-cat,z-0.5', pets, '(400,0) 500×500 → 200×200'],
    ['w-200,ar-1-1,fo-cat', pets, '(400,0) 500×500 → 200×200'],
    ['w-800,h-800,c-maintain_ratio_no_enlarge,fo-cat', pets, '(400,0) 500×500'],
    ['w-200,h-100,dpr-2,fo-cat', pets, 'resize 400×200'],
    ['w-300,h-200,cm-extract,fo-cat', pets, '(500,50) 300×200'],
    ['w-300,h-200,cm-extract,fo-dog', pets, '(50,150) 300×200'],
    ['w-300,h-200,cm-extract,fo-cat,z-2', pets, '(575,100) 150×100 → 300×200'],
    ['w-300,h-200,cm-extract,fo-cat,z-0.25', pets, 'resize 250×125'],
    ['w-300,cm-extract,fo-cat', pets, '(500,0) 300×500'],
    ['w-300,h-300,cm-pad_extract,fo-cat', pets, '(500,0) 300×300'],
  ])('%s', (text, given, expected) => {
    expect(tell(operationsOf(text, given))).toBe(expected);
  });
});

describe('what fo-face shows', () => {
  it.each<[string, Given, string]>([
    // F × 1.5 ÷ z
    ['fo-face', one, '(375,170) 150×180'],
    ['fo-face,z-1.5', one, '(400,200) 100×120'],
    ['fo-face', two, '(325,150) 450×300'],
    ['fo-face', edge, '(850,0) 150×150'],
    // The smallest rectangle of the ratio that holds F, × 1.5 ÷ z
    ['w-100,h-100,fo-face', one, '(360,170) 180×180 → 100×100'],
    ['w-100,h-100,fo-face,z-0.5', one, '(270,80) 360×360 → 100×100'],
    ['w-100,h-100,fo-face,z-3', one, '(420,230) 60×60 → 100×100'],
    ['w-200,h-100,fo-face', one, '(270,170) 360×180 → 200×100'],
    ['w-100,h-100,fo-face', edge, '(850,0) 150×150 → 100×100'],
    ['w-100,h-100,cm-extract,fo-face', one, '(360,170) 180×180 → 100×100'],
    ['w-500,h-500,c-maintain_ratio_no_enlarge,fo-face', one, '(360,170) 180×180'],
    ['w-100,h-100,cm-pad_extract,fo-face', one, '(400,210) 100×100'],
  ])('%s', (text, given, expected) => {
    expect(tell(operationsOf(text, given))).toBe(expected);
  });

  it('keeps the window within the picture when the face fills it', () => {
    const { plan } = planFor('w-100,h-50,fo-face', found('400×400', 'face 0,0 400×400'));
    expect(tell(plan.operations)).toBe('(0,100) 400×200 → 100×50');
  });
});

describe('what is found is followed through earlier steps', () => {
  it.each([
    ['w-500:fo-dog', '(50,100) 100×50'],
    ['w-800,h-500,cm-extract,x-50,y-0:fo-dog', '(100,200) 200×100'],
    ['b-10_000000:fo-dog', '(110,210) 200×100'],
    ['fl-h:fo-dog', '(700,200) 200×100'],
    ['fl-v:fo-dog', '(100,200) 200×100'],
    ['rt-90:fo-dog', '(200,100) 100×200'],
    ['rt-180:fo-dog', '(700,200) 200×100'],
    ['rt-N90:fo-dog', '(200,700) 100×200'],
  ])('%s', (text, expected) => {
    expect(tell(operationsOf(text, pets).slice(-1))).toBe(expected);
  });

  it('what was cut away, or moved nobody knows where, is replaced by what draws attention', () => {
    for (const before of ['w-100,h-100,cm-extract,x-900,y-0', 'w-400,h-400,fo-auto', 'e-distort-a-40']) {
      const auto = operationsOf(`${before}:w-50,h-25,fo-auto`, pets);
      expect(operationsOf(`${before}:w-50,h-25,fo-dog`, pets)).toEqual(auto);
    }
  });
});

describe('nothing found (T23)', () => {
  it.each(['fo-face', 'fo-car', 'fo-car_cat'])('%s is as fo-auto', (focus) => {
    const given = found('1000×500', 'bird 1,1 10×10');
    for (const text of ['w-100,h-100', 'w-100,h-100,cm-extract', 'w-100,h-100,c-maintain_ratio_no_enlarge'])
      expect(operationsOf(`${text},${focus}`, given)).toEqual(operationsOf(`${text},fo-auto`, given));
  });

  it('leaves the picture when there are no sides', () => {
    expect(operationsOf('fo-face', found('1000×500'))).toEqual([]);
  });
});

describe('asking for detections', () => {
  const ask = (text: string, given: Given = {}) =>
    planningFor(text, { facts: sized('400×300'), detected: () => undefined, ...given });

  it('names the file and what to look for, once per subject', () => {
    const source = { contentHash: 'photo', facts: expect.objectContaining(sized('400×300')) };
    expect(ask('w-1,h-1,fo-face')).toEqual({ kind: 'detect', subject: 'faces', source });
    expect(ask('fo-dog')).toEqual({ kind: 'detect', subject: 'objects', source });
    expect(ask('w-1,h-1,fo-dog_cat')).toEqual(ask('fo-teddyBear,ar-1-1'));
  });

  it.each([
    'w-100,fo-face',
    'w-100,h-100,c-force,fo-face',
    'w-100,h-100,c-at_max,fo-dog',
    'w-100,h-100,cm-pad_resize,fo-dog',
    'w-100,h-100,cm-extract,x-1,y-1,fo-dog',
    'w-100,h-100,fo-auto',
    'w-100,h-100,z-2',
  ])('%s asks for nothing, because it would make no difference', (text) => {
    expect(ask(text).kind).toBe('plan');
  });

  it('does not look for faces in a picture that is not turned upright', () => {
    const lying: Given = {
      facts: { ...sized('400×300'), orientation: 6 },
      settings: { autoOrient: false },
    };
    expect(ask('w-100,h-100,fo-face', lying).kind).toBe('plan');
    expect(ask('w-100,h-100,fo-face,rt-auto', lying).kind).toBe('detect');
  });
});
