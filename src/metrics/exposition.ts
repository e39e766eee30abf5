import type { Family, Labels, Sample } from './family.ts';

export const expositionType = 'text/plain; version=0.0.4; charset=utf-8';

export function writeExposition(families: readonly Family[]): string {
  return families.map(writeFamily).join('');
}

function writeFamily(family: Family): string {
  const { name, help, type } = family;
  const lines = [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
  for (const sample of family.samples()) lines.push(writeSample(name, sample));
  return `${lines.join('\n')}\n`;
}

function writeSample(name: string, { suffix = '', labels, value }: Sample): string {
  return `${name}${suffix}${writeLabels(labels)} ${value === Number.POSITIVE_INFINITY ? '+Inf' : value}`;
}

function writeLabels(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeValue(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

/** A line break in a value would begin a metric of its own. */
function escapeValue(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
