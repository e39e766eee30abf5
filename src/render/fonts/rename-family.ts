import type { Sfnt } from './sfnt.ts';

/** The same face under another name. What it was called, in however many languages, is dropped. */
export function renameFamily({ flavour, tables }: Sfnt, family: string): Sfnt {
  return { flavour, tables: new Map([...tables, ['name', nameTable(family)]]) };
}

/** Family, style, full name, PostScript name (OpenType spec, "name": Naming Table). */
function nameTable(family: string): Buffer {
  const names = new Map([
    [1, family],
    [2, 'Regular'],
    [4, family],
    [6, family],
  ]);
  const header = Buffer.alloc(6 + names.size * 12);
  header.writeUInt16BE(names.size, 2);
  header.writeUInt16BE(header.length, 4);
  const texts: Buffer[] = [];
  let offset = 0;
  for (const [nameId, name] of names) {
    const text = Buffer.from(name, 'utf16le').swap16();
    // Windows, Unicode, English.
    const record = [3, 1, 0x409, nameId, text.length, offset];
    record.forEach((value, index) => {
      header.writeUInt16BE(value, 6 + texts.length * 12 + index * 2);
    });
    texts.push(text);
    offset += text.length;
  }
  return Buffer.concat([header, ...texts]);
}
