import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface FontPlaces {
  /** The faces that the server brings along. */
  readonly fontsFolder: string;
  /** Fontconfig's index of them, and font files of the library made ready. May be dropped when no worker runs. */
  readonly fontCacheFolder: string;
}

/**
 * Tells fontconfig to know these faces and no other: text looks alike on every machine, and a picture never depends on
 * what an operator has installed. Returns the path for FONTCONFIG_FILE.
 */
export function writeFontConfig({ fontsFolder, fontCacheFolder }: FontPlaces): string {
  mkdirSync(fontCacheFolder, { recursive: true });
  const path = join(fontCacheFolder, 'fonts.conf');
  const beside = `${path}.${process.pid}`;
  writeFileSync(beside, fontConfig(fontsFolder, join(fontCacheFolder, 'index')));
  renameSync(beside, path);
  return path;
}

/** Bold and italic faces that a family lacks are made from its upright one; emoji in colour stay as they are. */
function fontConfig(fonts: string, index: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>${escapeXml(fonts)}</dir>
  <cachedir>${escapeXml(index)}</cachedir>
  <match target="font">
    <test name="color"><bool>false</bool></test>
    <test name="weight" compare="less_eq"><const>medium</const></test>
    <test target="pattern" name="weight" compare="more_eq"><const>bold</const></test>
    <edit name="embolden" mode="assign"><bool>true</bool></edit>
    <edit name="weight" mode="assign"><const>bold</const></edit>
  </match>
  <match target="font">
    <test name="color"><bool>false</bool></test>
    <test name="slant"><const>roman</const></test>
    <test target="pattern" name="slant" compare="not_eq"><const>roman</const></test>
    <edit name="matrix" mode="assign">
      <times>
        <name>matrix</name>
        <matrix><double>1</double><double>0.2</double><double>0</double><double>1</double></matrix>
      </times>
    </edit>
    <edit name="slant" mode="assign"><const>oblique</const></edit>
  </match>
</fontconfig>
`;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
