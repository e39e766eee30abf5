import { type ContentCoding, contentCodings } from '../../delivery/content-coding.ts';

/**
 * The coding that the client likes best, of those it likes alike the one that shrinks most; undefined: none, or the text as it is
 * is liked better (RFC 9110 §12.5.3).
 */
export function chooseCoding(header: string | undefined): ContentCoding | undefined {
  if (header === undefined || header === '') return undefined;
  const weights = readWeights(header);
  const weightOf = (coding: string) => weights.get(coding) ?? weights.get('*') ?? 0;
  // What is not named is taken without being liked.
  const plain = weights.get('identity') ?? 0;
  let [best, most]: [ContentCoding | undefined, number] = [undefined, 0];
  for (const coding of contentCodings) {
    const weight = weightOf(coding);
    if (weight > most && weight >= plain) [best, most] = [coding, weight];
  }
  return best;
}

function readWeights(header: string): Map<string, number> {
  const weights = new Map<string, number>();
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';');
    const weight = parameters.map((parameter) => /^\s*q=\s*([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
    weights.set(name.trim().replace(/^x-gzip$/, 'gzip'), weight === undefined ? 1 : Number(weight));
  }
  return weights;
}
