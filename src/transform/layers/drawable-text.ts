/**
 * Text from a URL that can be set as it is: line breaks of one kind, no control characters, no halves of surrogate
 * pairs. A NUL would end it unseen, the others would be drawn as boxes.
 */
export function drawableText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '');
}
