/** The chapters of the description, in its order. */
export const tags = {
  Upload: 'Bringing files into the library.',
  Files: 'What is in the library: finding, changing, copying, moving, deleting.',
  Versions: 'An upload onto a name that is taken makes a new version; the older ones are kept.',
  'Many files': 'One change of up to 50 or 100 files.',
  Metadata: 'What files are made of.',
  Folders: 'Where files stand.',
  Cache: 'Forgetting what was delivered.',
  'Custom metadata fields': 'Values of your own that assets carry.',
  'Named transformations': 'Transformations that URLs use by a name.',
  'Saved extensions': 'Extensions with their options, kept under an id.',
  Origins: 'Places outside the library that files come from.',
  'URL-endpoints': 'Prefixes of delivery URLs, with their origins.',
  Settings: 'How files are delivered.',
  Usage: 'What was delivered, and what is stored.',
} as const;

export type Tag = keyof typeof tags;

export function isTag(text: string): text is Tag {
  return Object.hasOwn(tags, text);
}
