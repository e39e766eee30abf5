import { describe, expect, it } from 'vitest';
import { isInside } from '../is-inside.contract.ts';
import { place } from './place.ts';

const box = { kind: 'box', south: 40, north: 50, west: 100, east: 105 };

it.each([
  ['40,100 5km', { kind: 'circle', center: { latitude: 40, longitude: 100 }, radiusKm: 5 }],
  [
    '-40.5, -100.25 0.5 KM',
    { kind: 'circle', center: { latitude: -40.5, longitude: -100.25 }, radiusKm: 0.5 },
  ],
  ['40,100|50,105', box],
  ['50,100 | 40,105', box],
  ['40,100|40,105|50,105|50,100', box],
  ['50,105|40,100|50,100|40,105', box],
  [
    '0,0|0,10|10,12|10,2',
    {
      kind: 'polygon',
      corners: [
        { latitude: 0, longitude: 0 },
        { latitude: 0, longitude: 10 },
        { latitude: 10, longitude: 12 },
        { latitude: 10, longitude: 2 },
      ],
    },
  ],
])('reads %s', (text, expected) => {
  expect(read(text)).toEqual(expected);
});

it.each([
  '',
  '40',
  '40,100',
  '40,100 5',
  '40,100 5mi',
  '40,100 -5km',
  '40,1005km',
  '91,0 5km',
  '0,181 5km',
  '40,100|',
  '40,100|50,105|60,110',
  '1,1|2,2|3,3|4,4|5,5',
  '40,100|50,105 5km',
  'x,y 5km',
  '1.2.3,4 5km',
])('refuses %j', (text) => {
  expect(read(text)).toBeUndefined();
});

describe('which points are inside', () => {
  it.each([
    ['40,100 5km', 40.02, 100.03, true],
    ['40,100 3km', 40.02, 100.03, false],
    ['40,100 0km', 40, 100, true],
    // Across the 180th meridian, and to the other side of the world.
    ['0,179.99 3km', 0, -179.99, true],
    ['0,0 20016km', 0, 180, true],
    ['0,0 20015km', 0, 180, false],
    ['40,100|50,105', 40, 105, true],
    ['40,100|50,105', 39.999, 102, false],
    ['0,0|0,10|10,12|10,2', 5, 2, true],
    ['0,0|0,10|10,12|10,2', 5, 1, true],
    ['0,0|0,10|10,12|10,2', 5, 0.9, false],
    ['0,0|0,10|10,12|10,2', 0, 5, true],
    ['0,0|0,10|10,12|10,2', 0, 11, false],
    ['0,0|0,10|10,12|10,2', 10, 12, true],
    // Edges that cross, in the given order: two triangles.
    ['0,0|10,10|10,0|1,10', 9, 5, true],
    ['0,0|10,10|10,0|1,10', 5, 1, false],
  ])('%s and %d,%d: %s', (text, latitude, longitude, expected) => {
    const area = read(text);
    expect(area && isInside({ latitude, longitude }, area)).toBe(expected);
  });
});

function read(text: string) {
  return place.read({ kind: 'string', text, start: 0 }, new Date());
}
