const entity = /<!ENTITY\s+([\w.-]+)\s+(?:"([^"]*)"|'([^']*)')\s*>/g;

const maxEntities = 50;
const maxCharacters = 100;

/**
 * Short texts that a document type names, as Illustrator does for its namespaces. Entities in entities (the billion
 * laughs), markup in entities and entities in other files (XXE) are not taken.
 */
export function innerEntities(doctype: string): Record<string, string> {
  const found = [...doctype.matchAll(entity)].slice(0, maxEntities);
  const plain = found.flatMap(([, name = '', double, single]): [string, string][] => {
    const text = double ?? single ?? '';
    return text.length > maxCharacters || /[&<%]/.test(text) ? [] : [[name, text]];
  });
  return Object.fromEntries(plain);
}
