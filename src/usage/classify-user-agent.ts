export interface UserAgentClass {
  /** `Chrome` */
  readonly browser: string;
  /** What it is and whose: `Smartphone - Apple iPhone`. */
  readonly device: string;
}

type Row = readonly [RegExp, string];

/**
 * First match wins. Browsers name those they descend from, so the youngest come first; programs say who they are, and often
 * nothing else.
 */
const browsers: readonly Row[] = [
  [/bot\b|crawl|spider|slurp|facebookexternalhit|bingpreview|google-|lighthouse|headless/i, 'Bot'],
  [/\bEdgA?\/|\bEdgiOS\/|\bEdge\//, 'Microsoft Edge'],
  [/\bOPR\/|\bOPiOS\/|\bOPT\/|\bOpera/, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/\bYaBrowser\//, 'Yandex Browser'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bUCBrowser\/|\bUBrowser\//, 'UC Browser'],
  [/\bMiuiBrowser\//, 'MIUI Browser'],
  [/\bDuckDuckGo\//, 'DuckDuckGo'],
  [/\bFBAN\/|\bFBAV\/|\bFB_IAB\//, 'Facebook'],
  [/\bInstagram /, 'Instagram'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bMSIE |\bTrident\//, 'Internet Explorer'],
  [/; wv\).*\bChrome\//, 'Android WebView'],
  [/\bChrome\/|\bCriOS\/|\bChromium\//, 'Chrome'],
  [/\bVersion\/[\d.]+ .*Safari\//, 'Safari'],
  [/\bAndroid\b.*AppleWebKit/, 'Android Browser'],
  [/\bAppleWebKit\//, 'WebKit'],
  [/^(curl|Wget|okhttp|axios|undici|node|python-requests|Go-http-client|Dart|CFNetwork)\b/i, 'HTTP client'],
];

const devices: readonly Row[] = [
  [/bot\b|crawl|spider|slurp|facebookexternalhit|bingpreview|google-|lighthouse|headless/i, 'Bot'],
  [/\biPhone\b/, 'Smartphone - Apple iPhone'],
  [/\biPad\b/, 'Tablet - Apple iPad'],
  [/\biPod\b/, 'Portable media player - Apple iPod'],
  [/Smart-?TV|\bTizen\b.*TV|Web0S|\bHbbTV|BRAVIA|AppleTV|\bAFT[A-Z]|CrKey|\bRoku/i, 'TV'],
  [/PlayStation|Xbox|Nintendo/i, 'Console'],
  [/\bAndroid\b.*\bMobile\b.*|\bAndroid\b.*\bSM-[AGFMNS]\d/, 'Smartphone - Android'],
  [/\bAndroid\b/, 'Tablet - Android'],
  [/Windows Phone/, 'Smartphone - Windows'],
  [/\bMobile\b|\bKAIOS\//, 'Smartphone - Other'],
  [/\bWindows\b/, 'Desktop - Windows PC'],
  [/\bMacintosh\b|\bMac OS X\b/, 'Desktop - Apple Mac'],
  [/\bCrOS\b/, 'Desktop - Chromebook'],
  [/\bLinux\b|\bX11\b/, 'Desktop - Linux'],
];

const other = 'Other';

/** A small table of our own: what it does not know is other, and nothing depends on it. */
export function classifyUserAgent(agent: string): UserAgentClass {
  return { browser: find(browsers, agent), device: find(devices, agent) };
}

function find(rows: readonly Row[], agent: string): string {
  return rows.find(([pattern]) => pattern.test(agent))?.[1] ?? other;
}
