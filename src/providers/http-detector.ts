import { createHash } from 'node:crypto';
import { type Detection, type Detector, namesOf, type Subject } from '../domain/detector.ts';
import { askProvider, discardBody, ProviderError, type ProviderPlace, readBody } from './ask-provider.ts';
import { readDetections } from './read-detections.ts';

export interface HttpDetectorOptions extends ProviderPlace {
  /** 0…1: what is less certain was not found. */
  readonly minScore: number;
}

/** Far more than a thousand boxes take. */
const maxAnswerBytes = 1024 * 1024;

/** Asks a program over HTTP; docs/providers.md is the contract. */
export function createHttpDetector(options: HttpDetectorOptions): Detector {
  const { url, minScore } = options;

  async function detect(
    picture: Buffer,
    subject: Subject,
    signal: AbortSignal,
  ): Promise<readonly Detection[]> {
    const asked = new URL(url);
    asked.searchParams.set('classes', namesOf[subject].join(','));
    const response = await askProvider(asked, options, {
      method: 'POST',
      headers: { 'content-type': 'image/jpeg', accept: 'application/json' },
      body: new Uint8Array(picture),
      signal,
    });
    if (response.status !== 200) {
      await discardBody(response);
      throw new ProviderError(`The detector answered ${response.status}`);
    }
    const body = await readBody(response, maxAnswerBytes, signal);
    return readDetections(body, namesOf[subject], minScore);
  }

  return { id: createHash('sha256').update(url).digest('hex').slice(0, 16), detect };
}
