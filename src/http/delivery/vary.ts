import type { VariesOn } from '../../delivery/delivered.ts';

const widthHints = ['Sec-CH-Width', 'Width'];
const dprHints = ['Sec-CH-DPR', 'DPR'];

/** Most answers share a few of these. */
const known = new WeakMap<VariesOn, string>();

/** Headers by which a cache tells apart what must not be mixed up (RFC 9110 §12.5.5). Empty: by none. */
export function varyOf(variesOn: VariesOn): string {
  const remembered = known.get(variesOn);
  if (remembered !== undefined) return remembered;
  const written = writeVary(variesOn);
  known.set(variesOn, written);
  return written;
}

function writeVary(variesOn: VariesOn): string {
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
  return names.join(', ');
}

/** A wish may be impossible for one client alone: in the format that it takes, at the width that it hints at. */
export const varyOfErrors = ['Accept', ...widthHints, ...dprHints].join(', ');

/** Which hints a page may have its browser send. */
export const acceptedHints = 'Sec-CH-Width, Sec-CH-DPR';
