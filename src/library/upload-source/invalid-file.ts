import { invalid, type MediaError } from '../../domain/errors.ts';

export function invalidFile(): MediaError {
  return invalid('Your request contains invalid file parameter.');
}
