import type { Area, GeoBox, Place } from '../../domain/search-query.ts';
import { parseNumber } from './number.ts';
import type { Operand } from './operand.ts';

/** `"40,100 5km"`, `"40,100|50,105"` or four corners (spec search §4.8). */
export const place: Operand<Area> = {
  expected: 'a valid location value.',
  read: ({ kind, text }) => (kind === 'string' ? (readCircle(text) ?? readCorners(text)) : undefined),
};

function readCircle(text: string): Area | undefined {
  const [, written = '', radius = ''] = /^(.*\d) +(\d[\d.]*) *km$/i.exec(text) ?? [];
  const center = readPlace(written);
  const radiusKm = parseNumber(radius);
  if (center === undefined || radiusKm === undefined) return undefined;
  return { kind: 'circle', center, radiusKm };
}

function readCorners(text: string): Area | undefined {
  const written = text.split('|');
  const corners = written.flatMap((corner) => readPlace(corner) ?? []);
  if (corners.length !== written.length) return undefined;
  if (corners.length === 2) return boxAround(corners);
  if (corners.length !== 4) return undefined;
  const box = boxAround(corners);
  return areCornersOf(box, corners) ? box : { kind: 'polygon', corners };
}

function readPlace(text: string): Place | undefined {
  const [, first = '', second = ''] = /^ *(-?[\d.]+) *, *(-?[\d.]+) *$/.exec(text) ?? [];
  const latitude = parseNumber(first);
  const longitude = parseNumber(second);
  if (latitude === undefined || longitude === undefined) return undefined;
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : undefined;
}

function boxAround(corners: readonly Place[]): GeoBox {
  const latitudes = corners.map(({ latitude }) => latitude);
  const longitudes = corners.map(({ longitude }) => longitude);
  return {
    kind: 'box',
    south: Math.min(...latitudes),
    north: Math.max(...latitudes),
    west: Math.min(...longitudes),
    east: Math.max(...longitudes),
  };
}

/** In any order: people start anywhere, and cross the middle. */
function areCornersOf({ south, north, west, east }: GeoBox, corners: readonly Place[]): boolean {
  const found = new Set(corners.map(({ latitude, longitude }) => `${latitude},${longitude}`));
  const expected = [south, north].flatMap((latitude) => [`${latitude},${west}`, `${latitude},${east}`]);
  return found.size === 4 && expected.every((corner) => found.has(corner));
}
