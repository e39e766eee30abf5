import type { VariesOn } from '../../delivery/delivered.ts';

const widthHints = ['Sec-CH-Width', 'Width'];
const dprHints = ['Sec-CH-DPR', 'DPR'];

/** Headers by which a cache tells apart what must not be mixed up (RFC 9110 §12.5.5). Undefined: by none. */
export function varyOf(variesOn: VariesOn): string | undefined {
  const { accept, userAgent, hints, savesData, isMobile, coding } = variesOn;
  const names = [
    ...(accept ? ['Accept'] : []),
    ...(coding ? ['Accept-Encoding'] : []),
    ...(hints?.width ? widthHints : []),
    // That of a width is told in `Content-DPR`.
    ...(hints === undefined ? [] : dprHints),
    ...(savesData ? ['Save-Data'] : []),
    ...(isMobile ? ['Sec-CH-UA-Mobile'] : []),
    ...(isMobile || userAgent ? ['User-Agent'] : []),
  ];
  return names.length === 0 ? undefined : names.join(', ');
}

/** A wish may be impossible for one client alone: in the format that it takes, at the width that it hints at. */
export const varyOfErrors = ['Accept', ...widthHints, ...dprHints].join(', ');

/** Which hints a page may have its browser send. */
export const acceptedHints = 'Sec-CH-Width, Sec-CH-DPR';
