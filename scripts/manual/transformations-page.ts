import type { Parameter } from '../../src/transform/parameters/parameter.ts';
import { code, generatedNotice, table } from './markdown.ts';

export type DescribedParameter = Omit<Parameter<unknown>, 'read'>;

export interface ParameterGroup {
  readonly title: string;
  readonly parameters: Readonly<Record<string, DescribedParameter>>;
}

/** docs/transformations.md, from the table of URL parameters. */
export function transformationsPage(groups: readonly ParameterGroup[]): string {
  checkDescribed(groups);
  return `${generatedNotice}

# Transformations

A transformation says which print of the original is wanted. It stands in the URL, and the print is made when it is asked for:

\`\`\`
http://localhost:8000/demo/tr:w-300,h-200/photographs/coffee.jpg
http://localhost:8000/demo/photographs/coffee.jpg?tr=w-300,h-200
\`\`\`

Parameters are written \`key-value\` and joined by commas; steps are joined by colons, and each step receives the result of the
one before: \`tr:w-400,h-300:rt-90\` crops first and turns the result. Effects are written whole, as \`e-grayscale\`.

**Numbers.** A length is a whole number of pixels (\`w-300\`), a share of the original between 0 and 1 (\`w-0.5\`), or an
expression. An expression joins numbers and the variables \`iw\`, \`ih\`, \`iar\` (original), \`cw\`, \`ch\`, \`car\` (result of the step
before) and \`idn\` (density) with \`_mul_\`, \`_div_\`, \`_add_\`, \`_sub_\`, \`_mod_\` and \`_pow_\`: \`w-iw_div_2\`.

**Colours.** \`RRGGBB\`, \`RGB\`, a CSS name such as \`teal\`, or \`RRGGBBAA\`, whose last two digits are per cent: \`bg-FF000040\` is 40 %.

**Conditions.** \`if-ar_gt_1,w-200,if-else,w-300,if-end\` picks parameters by the size of the picture, and is a step of its own.
Compared are \`w\`, \`h\`, \`ar\` (what the step receives) and \`iw\`, \`ih\`, \`iar\` (original) by \`eq\`, \`ne\`, \`gt\`, \`gte\`, \`lt\`,
\`lte\`, joined by \`_and_\` and \`_or_\`.

**Layers.** \`l-image,i-logo.png,w-100,lx-N10,ly-N10,l-end\` lays the picture \`/logo.png\` on the picture, a hundred pixels wide, ten
pixels from the right and from the bottom edge. Between \`l-image\` and \`l-end\` stands a transformation of its own, which may be a
chain and hold layers itself, three deep. \`i-ik_canvas\` is a rectangle of \`w\`, \`h\` and \`bg\`. Layers come last in their step,
the first one written lies lowest. The margins of a layer's picture are cut away unless \`t-false\` keeps them. In expressions
\`bw\`, \`bh\` and \`bar\` are the picture below, \`cw\` and \`ch\` in \`lx\`, \`ly\`, \`lxc\` and \`lyc\` the finished layer:
\`l-image,i-logo.png,w-bw_div_4,lx-bw_sub_cw,l-end\`. When the file of a layer is replaced, the picture is made anew; when it is
missing or a draft, the answer is 404.

**Mistakes.** What is no value of its parameter is answered with 400, and the header \`ik-error\` names the token. So is an unknown
parameter, unless \`CALOTYPE_LENIENT\` is true.

**Beyond ImageKit.** What begins with \`x-\`, a word and a \`-\` is Calotype's own: [beyond-imagekit.md](beyond-imagekit.md).

${groups.map(section).join('\n\n')}
`;
}

function section({ title, parameters }: ParameterGroup): string {
  const rows = Object.values(parameters).map(({ keys, values, sentence, example }) => [
    keys.map(code).join(', '),
    values,
    sentence,
    code(`tr:${example}`),
  ]);
  return `## ${title}\n\n${table(['parameter', 'values', 'meaning', 'example'], rows)}`;
}

/** A parameter that nobody described would be a parameter that nobody finds. */
function checkDescribed(groups: readonly ParameterGroup[]): void {
  for (const { title, parameters } of groups) {
    const rows = Object.entries(parameters);
    if (rows.length === 0) throw new Error(`transformations: '${title}' has no parameters`);
    const silent = rows.filter(([, parameter]) => !isDescribed(parameter)).map(([name]) => name);
    if (silent.length > 0)
      throw new Error(
        `transformations: keys, values, a sentence or an example are missing in ${silent.join(', ')}`,
      );
  }
}

function isDescribed({ keys, values, sentence, example }: DescribedParameter): boolean {
  return keys.length > 0 && [...keys, values, sentence, example].every((text) => text.trim() !== '');
}
