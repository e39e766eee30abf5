/** Where a family is published, and which of its files are carried. */
export interface FontSource {
  readonly package: string;
  readonly version: string;
  /** Paths in the package. */
  readonly files: readonly string[];
  readonly licence: LicenceSource;
}

/** The text of a font's licence; two packages have none of their own. */
export interface LicenceSource {
  readonly package: string;
  readonly version: string;
  readonly file: string;
}

const upright = ['400Regular'];
const uprights = ['400Regular', '700Bold'];
const allFaces = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic'];

export const fontSources: readonly FontSource[] = [
  google('abril-fatface', '0.4.1', 'AbrilFatface', upright),
  google('amaranth', '0.4.1', 'Amaranth', allFaces),
  google('arvo', '0.4.1', 'Arvo', allFaces),
  google('audiowide', '0.4.1', 'Audiowide', upright),
  google('chivo', '0.4.2', 'Chivo', allFaces),
  google('crimson-text', '0.4.0', 'CrimsonText', allFaces),
  google('exo', '0.4.2', 'Exo', allFaces),
  olderGoogle('fredoka-one', '0.2.3', 'FredokaOne', upright),
  google('gravitas-one', '0.4.1', 'GravitasOne', upright),
  google('kanit', '0.4.1', 'Kanit', allFaces),
  google('lato', '0.4.1', 'Lato', allFaces),
  google('lobster', '0.4.1', 'Lobster', upright),
  google('lora', '0.4.2', 'Lora', allFaces),
  google('monoton', '0.4.1', 'Monoton', upright),
  google('montserrat', '0.4.2', 'Montserrat', allFaces),
  olderGoogle('old-standard-tt', '0.1.0', 'OldStandardTT', ['400Regular', '400Regular_Italic', '700Bold']),
  google('open-sans', '0.4.2', 'OpenSans', allFaces),
  google('pt-mono', '0.4.1', 'PTMono', upright),
  google('pt-serif', '0.4.1', 'PTSerif', allFaces),
  google('roboto', '0.4.3', 'Roboto', allFaces),
  google('ubuntu', '0.4.1', 'Ubuntu', allFaces),
  google('vollkorn', '0.4.1', 'Vollkorn', allFaces),

  google('noto-sans-arabic', '0.4.3', 'NotoSansArabic', uprights),
  google('noto-sans-hebrew', '0.4.1', 'NotoSansHebrew', uprights),
  google('noto-sans-devanagari', '0.4.1', 'NotoSansDevanagari', uprights),
  google('noto-sans-bengali', '0.4.4', 'NotoSansBengali', uprights),
  google('noto-sans-tamil', '0.4.3', 'NotoSansTamil', uprights),
  google('noto-sans-thai', '0.4.2', 'NotoSansThai', uprights),
  google('noto-sans-sc', '0.4.3', 'NotoSansSC', upright),
  google('noto-color-emoji', '0.4.6', 'NotoColorEmoji', upright),
  {
    package: '@embedpdf/fonts-kr',
    version: '1.0.0',
    files: ['fonts/NotoSansKR-Regular.otf'],
    licence: { package: '@embedpdf/fonts-kr', version: '1.0.0', file: 'LICENSE' },
  },
];

function google(name: string, version: string, stem: string, faces: readonly string[]): FontSource {
  const published = { package: `@expo-google-fonts/${name}`, version };
  const files = faces.map((face) => `${face}/${stem}_${face}.ttf`);
  return { ...published, files, licence: { ...published, file: 'LICENSE_FONT' } };
}

function olderGoogle(name: string, version: string, stem: string, faces: readonly string[]): FontSource {
  const files = faces.map((face) => `${stem}_${face}.ttf`);
  const licence = { package: `@fontsource/${name}`, version: '5.3.0', file: 'LICENSE' };
  return { package: `@expo-google-fonts/${name}`, version, files, licence };
}
