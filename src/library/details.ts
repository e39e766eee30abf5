import { invalid } from '../domain/errors.ts';

/** Rules for what people say of a file: the same in an upload and in an update (spec upload §4.3). */
export const maxTagCharacters = 500;
export const maxDescriptionCharacters = 10_000;

export function checkTags(tags: readonly string[]): void {
  if (tags.some((tag) => tag.includes('%'))) {
    throw invalid(
      "Your request contains invalid value for tags. Please provide an array of strings. Example - ['t-shirt','summer-sale'].",
    );
  }
  if (areTooLong(tags)) {
    throw invalid(
      `Your request contains invalid value for tags parameter. Combined length of all tags should be less than or equal to ${maxTagCharacters}.`,
    );
  }
}

export function areTooLong(tags: readonly string[]): boolean {
  return tags.reduce((sum, tag) => sum + [...tag].length, 0) > maxTagCharacters;
}

/** `x,y,width,height`: whole numbers, width and height above 0. May lie outside the picture. */
export function checkCustomCoordinates(text: string): void {
  const numbers = text.split(',').map((part) => part.trim());
  const whole = numbers.length === 4 && numbers.every((number) => /^\d{1,9}$/.test(number));
  if (!whole || Number(numbers[2]) === 0 || Number(numbers[3]) === 0) {
    throw invalid('Your request contains invalid value for customCoordinates parameter.');
  }
}

export function checkDescription(text: string): void {
  if ([...text].length > maxDescriptionCharacters) {
    throw invalid('Your request contains invalid value for description parameter.', {
      help: `A description can have at most ${maxDescriptionCharacters} characters.`,
    });
  }
}
