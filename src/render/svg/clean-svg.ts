import { SaxesParser } from 'saxes';
import { limitExceeded } from '../failures.ts';
import { addressesIn, cleanCss } from './clean-css.ts';
import { createDrawingCost } from './drawing-cost.ts';
import { innerEntities } from './inner-entities.ts';
import { keysOf, styleReferences } from './style-references.ts';
import { isAllowedElement, isInnerLink, isLink, isPlainAttribute } from './vocabulary.ts';

export interface SvgLimits {
  /** Most elements that are drawn, each as often as it is used. */
  readonly maxSvgElements: number;
}

/** As libxml2 has it; drawing is recursive. */
const maxDepth = 256;

/**
 * The same drawing without scripts, handlers, foreign elements, document type and anything that reaches out of the file.
 * It is written anew from what was understood, so no reader can understand it otherwise. Throws where it is not XML, and
 * where drawing it would take for ever.
 */
export function cleanSvg(svg: string, limits: SvgLimits): string {
  const parser = new SaxesParser();
  const writer = createWriter(limits);
  parser.on('doctype', (text) => void Object.assign(parser.ENTITIES, innerEntities(text)));
  parser.on('opentag', ({ name, attributes }) => writer.open(name, attributes));
  parser.on('closetag', writer.close);
  parser.on('text', writer.text);
  parser.on('cdata', writer.text);
  parser.write(svg).close();
  return writer.finish();
}

type Attributes = Readonly<Record<string, string>>;

function createWriter({ maxSvgElements }: SvgLimits) {
  const written: string[] = [];
  const path: string[] = [];
  const cost = createDrawingCost();
  let prefix = '';
  let style = '';
  /** Elements open inside one that does not come through, itself included. */
  let dropped = 0;

  function writeStyle(css: string): void {
    for (const { key, references } of styleReferences(css)) cost.addStyle(key, references);
    written.push(escapeText(css));
  }

  return {
    open(name: string, attributes: Attributes): void {
      if (path.length === 0) prefix = prefixOf(name);
      const element = name.slice(prefix.length);
      if (dropped > 0 || !name.startsWith(prefix) || !isAllowedElement(element, attributes)) {
        dropped += 1;
        return;
      }
      if (path.length >= maxDepth) throw limitExceeded(`more than ${maxDepth} elements in one another`);
      const kept = keptAttributes(element, attributes);
      const references = kept.flatMap(referencesIn);
      cost.open({ id: attributes.id, references, keys: keysOf(element, attributes) });
      written.push(
        `<${element}${path.length === 0 ? rootNamespaces : ''}${kept.map(writeAttribute).join('')}>`,
      );
      path.push(element);
    },

    close(): void {
      if (dropped > 0) {
        dropped -= 1;
        return;
      }
      const element = path.pop();
      if (element === 'style') writeStyle(cleanCss(style));
      style = '';
      cost.close();
      written.push(`</${element}>`);
    },

    text(text: string): void {
      if (dropped > 0 || path.length === 0) return;
      if (path.at(-1) === 'style') style += text;
      else written.push(escapeText(text));
    },

    finish(): string {
      if (cost.exceeds(maxSvgElements))
        throw limitExceeded(`a drawing of more than ${maxSvgElements} elements`);
      return written.join('');
    },
  };
}

const rootNamespaces = ' xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';

/** `svg:` of `svg:svg`. Other prefixes mean other vocabularies. */
function prefixOf(name: string): string {
  return name.slice(0, name.indexOf(':') + 1);
}

function keptAttributes(element: string, attributes: Attributes): [string, string][] {
  return Object.entries(attributes).flatMap(([name, value]): [string, string][] => {
    if (isLink(name)) return isInnerLink(element, value) ? [[name, value.trim()]] : [];
    if (!isPlainAttribute(name)) return [];
    // Presentation attributes are read as CSS: whatever has an address has a bracket, or escapes that spell one.
    const mayReachOut = name === 'style' || /[(\\]/.test(value);
    return [[name, mayReachOut ? cleanCss(value) : value]];
  });
}

function referencesIn([name, value]: [string, string]): string[] {
  if (isLink(name)) return value.startsWith('#') ? [value.slice(1)] : [];
  return value.includes('(') ? addressesIn(value) : [];
}

function writeAttribute([name, value]: [string, string]): string {
  const escaped = escapeText(value).replace(/["\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
  return ` ${name}="${escaped}"`;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (character) => escapes[character] ?? character);
}
