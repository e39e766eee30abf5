import { expect, it } from 'vitest';
import type { GeneratedPicture } from '../../domain/generated-picture.ts';
import { dayOne } from './samples.contract.ts';
import type { Subject } from './subject.contract.ts';

const faces = { contentHash: 'a', subject: 'faces', detector: 'one' } as const;
const face = { name: 'face', score: 0.5, left: 0.1, top: 0.2, width: 0.3, height: 0.4 };

export function looksContract(subject: Subject): void {
  const detections = () => subject.database.detections;
  const generated = () => subject.database.generatedPictures;

  it('keeps what was found by content and subject; nothing found is an answer too', async () => {
    expect(await detections().find(faces)).toBeUndefined();
    await detections().put(faces, []);
    expect(await detections().find(faces)).toEqual([]);
    await detections().put({ ...faces, subject: 'objects' }, [face]);
    await detections().put(faces, [face, face]);
    expect(await detections().find(faces)).toEqual([face, face]);
    expect(await detections().find({ ...faces, contentHash: 'b' })).toBeUndefined();
  });

  it('does not take the word of another detector', async () => {
    await detections().put(faces, [face]);
    expect(await detections().find({ ...faces, detector: 'two' })).toBeUndefined();
    await detections().put({ ...faces, detector: 'two' }, []);
    expect(await detections().find({ ...faces, detector: 'two' })).toEqual([]);
    expect(await detections().find(faces)).toBeUndefined();
  });

  it('forgets what was found in a content', async () => {
    await detections().put(faces, [face]);
    await detections().put({ ...faces, contentHash: 'b' }, [face]);
    await detections().delete('a');
    expect(await detections().find(faces)).toBeUndefined();
    expect(await detections().find({ ...faces, contentHash: 'b' })).toEqual([face]);
  });

  const facts = {
    format: 'png',
    width: 3,
    height: 2,
    hasAlpha: true,
    isOpaque: false,
    frames: 1,
    hasProfile: false,
    hasMetadata: false,
  } as const;
  const picture: GeneratedPicture = { key: 'k', madeFrom: 'a', blobHash: 'x', facts, createdAt: dayOne };

  it('keeps the first picture of a key', async () => {
    expect(await generated().find('k')).toBeUndefined();
    await generated().insert(picture);
    await generated().insert({ ...picture, blobHash: 'y' });
    expect(await generated().find('k')).toEqual(picture);
  });

  it('knows which blobs are generated pictures, until their source has gone', async () => {
    await generated().insert(picture);
    await generated().insert({ ...picture, key: 'l', madeFrom: 'b', blobHash: 'z' });
    expect(await generated().isBlobInUse('x')).toBe(true);
    await generated().deleteMadeFrom('a');
    expect(await generated().isBlobInUse('x')).toBe(false);
    expect(await generated().isBlobInUse('z')).toBe(true);
  });

  it('counts calls of models up to a limit, those of callers at once included', async () => {
    const { modelCalls } = subject.database;
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => modelCalls.count('2026-01-02', 3)));
    expect(answers.filter(Boolean)).toHaveLength(3);
    expect(await modelCalls.count('2026-01-02', 4)).toBe(true);
    expect(await modelCalls.count('2026-01-03', 0)).toBe(false);
    expect(await modelCalls.count('2026-01-03', 1)).toBe(true);
  });

  it('forgets the calls of earlier days', async () => {
    const { modelCalls } = subject.database;
    for (const day of ['2026-01-02', '2026-01-03']) await modelCalls.count(day, 1);
    await modelCalls.forget('2026-01-03');
    expect(await modelCalls.count('2026-01-02', 1)).toBe(true);
    expect(await modelCalls.count('2026-01-03', 1)).toBe(false);
  });
}
