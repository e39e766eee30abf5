import { describe, expect, it } from 'vitest';
import { readDetections } from './read-detections.ts';

const box = { x: 0.125, y: 0.25, width: 0.25, height: 0.5 };
const read = (answer: unknown, names = ['dog', 'cat'], minScore = 0.5) =>
  readDetections(Buffer.from(typeof answer === 'string' ? answer : JSON.stringify(answer)), names, minScore);

describe('reading the answer of a detector', () => {
  it('takes what was asked for and is certain enough, most certain first', () => {
    const detections = [
      { label: 'dog', score: 0.5, box },
      { label: 'bird', score: 1, box },
      { label: 'cat', score: 0.9, box, more: 'words' },
      { label: 'cat', score: 0.49, box },
    ];
    expect(read({ detections, model: 'x' })).toEqual([
      { name: 'cat', score: 0.9, left: 0.125, top: 0.25, width: 0.25, height: 0.5 },
      { name: 'dog', score: 0.5, left: 0.125, top: 0.25, width: 0.25, height: 0.5 },
    ]);
    expect(read({ detections: [] })).toEqual([]);
  });

  it.each([
    [
      { x: -0.5, y: -0.5, width: 1, height: 1 },
      { left: 0, top: 0, width: 0.5, height: 0.5 },
    ],
    [
      { x: 0.5, y: 0.75, width: 1e9, height: 9 },
      { left: 0.5, top: 0.75, width: 0.5, height: 0.25 },
    ],
  ])('cuts %j to the picture', (given, expected) => {
    expect(read({ detections: [{ label: 'dog', score: 1, box: given }] })).toEqual([
      { name: 'dog', score: 1, ...expected },
    ]);
  });

  it.each([
    { x: 1, y: 0, width: 1, height: 1 },
    { x: 0.5, y: 0.5, width: 0, height: 0.1 },
    { x: 0.5, y: 0.5, width: -0.1, height: 0.1 },
    { x: -2, y: 0, width: 1, height: 1 },
  ])('leaves out %j, of which nothing is in the picture', (given) => {
    expect(read({ detections: [{ label: 'dog', score: 1, box: given }] })).toEqual([]);
  });

  it('keeps two hundred of a crowd', () => {
    const crowd = Array.from({ length: 1000 }, (_, index) => ({
      label: 'dog',
      score: 1 - index / 4000,
      box,
    }));
    expect(read({ detections: crowd })).toHaveLength(200);
  });

  it.each([
    '',
    'null',
    '[]',
    '<html>',
    '{"detections":{}}',
    '{"detections":[null]}',
    '{"detections":[{"label":"dog","score":1}]}',
    '{"detections":[{"label":7,"score":1,"box":{"x":0,"y":0,"width":1,"height":1}}]}',
    '{"detections":[{"label":"dog","score":"1","box":{"x":0,"y":0,"width":1,"height":1}}]}',
    '{"detections":[{"label":"dog","score":1,"box":{"x":0,"y":0,"width":1}}]}',
    '{"detections":[{"label":"dog","score":1,"box":{"x":null,"y":0,"width":1,"height":1}}]}',
  ])('refuses %s', (answer) => {
    expect(() => read(answer)).toThrow(/detect/i);
  });
});
