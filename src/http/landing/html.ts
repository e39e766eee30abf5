/** Markup that is safe to send. Made by `html` alone. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

/**
 * Template for markup: whatever is filled in is escaped, except other markup. File names come from strangers, and
 * one place that forgets to escape would run their scripts in an operator's browser (cross-site scripting).
 */
export function html(parts: TemplateStringsArray, ...values: readonly Filling[]): Html {
  return new Html(parts.reduce((markup, part, index) => markup + fill(values[index - 1] ?? '') + part));
}

type Filling = string | number | Html | readonly Html[];

function fill(value: Filling): string {
  if (value instanceof Html) return value.markup;
  if (typeof value === 'object') return value.map(({ markup }) => markup).join('');
  return String(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
