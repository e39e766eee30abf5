import { invalid, type MediaError } from '../domain/errors.ts';

/** The sentences of spec search §9. `at`: where the problem begins, counted from 0. */
const seeDocumentation = 'Please refer to the documentation for syntax specification.';

export function badSyntax(at: number): MediaError {
  return refuse('Invalid search query.', at);
}

/** `expected` ends the sentence: `a valid number value.` */
export function badValue(field: string, expected: string, at: number): MediaError {
  return refuse(`Invalid search query - ${field} field must have ${expected}`, at);
}

export function unknownField(field: string, at: number): MediaError {
  return refuse(`Invalid search query - ${field} is not a valid field.`, at);
}

export function unsupportedOperator(field: string, operator: string, at: number): MediaError {
  return refuse(`Invalid search query - operator ${operator} is not supported for ${field} field.`, at);
}

/** `limit`: `at most 100 levels of parentheses`. */
export function tooLarge(limit: string, at: number): MediaError {
  return refuse(`Invalid search query - a query can have ${limit}.`, at);
}

function refuse(problem: string, at: number): MediaError {
  return invalid(`${problem} ${seeDocumentation}`, { help: `The problem begins at character ${at + 1}.` });
}
