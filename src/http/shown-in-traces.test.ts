import { describe, expect, it } from 'vitest';
import { shownPath, shownTransformation } from './shown-in-traces.ts';

describe('what traces show of a path', () => {
  it.each([
    ['/cats/tom.jpg', '/cats/tom.jpg'],
    ['/https://www.example.com/x.jpg?token=secret', '/https:…'],
    ['/http:/user:secret@www.example.com/x.jpg', '/http:…'],
    ['/https%3A%2F%2Fwww.example.com%2Fx.jpg%3Ftoken%3Dsecret', '/https:…'],
    ['/HTTPS%253A%252F%252Fwww.example.com%252Fx.jpg%253Fsecret', '/HTTPS:…'],
  ])('%s', (path, shown) => {
    expect(shownPath(path)).toBe(shown);
  });
});

describe('what traces show of a transformation', () => {
  it.each([
    ['w-200,h-300:rt-90', 'w-200,h-300:rt-90'],
    ['l-image,i-logo@@small.png,w-20,l-end', 'l-image,i-logo@@small.png,w-20,l-end'],
    ['l-image,i-https%3A%2F%2Fa.example%2Fx.png%3Fsecret,l-end', 'l-image,i-https:…,l-end'],
    ['l-image,i-https:@@@@user:secret@a.example@@x.png,l-end', 'l-image,i-https:…,l-end'],
    ['l-image,ie-aHR0cHM6Ly9hP3NlY3JldA,l-end', 'l-image,ie-…,l-end'],
  ])('%s', (text, shown) => {
    expect(shownTransformation(text)).toBe(shown);
  });
});
