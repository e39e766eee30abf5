import type { Area, Place } from '../domain/search-query.ts';

const earthRadiusKm = 6371;

/** Borders included (spec search §4.8). */
export function isInside(place: Place, area: Area): boolean {
  switch (area.kind) {
    case 'circle':
      return distanceKm(place, area.center) <= area.radiusKm;
    case 'box':
      return (
        isBetween(place.latitude, area.south, area.north) && isBetween(place.longitude, area.west, area.east)
      );
    case 'polygon':
      return isInsidePolygon(place, area.corners);
  }
}

/** Haversine. */
function distanceKm(from: Place, to: Place): number {
  const half = (degrees: number) => Math.sin((degrees * Math.PI) / 360) ** 2;
  const across =
    half(to.latitude - from.latitude) +
    cosine(from.latitude) * cosine(to.latitude) * half(to.longitude - from.longitude);
  return 2 * earthRadiusKm * Math.asin(Math.sqrt(Math.min(1, across)));
}

function cosine(degrees: number): number {
  return Math.cos((degrees * Math.PI) / 180);
}

/** On an edge, or with an odd number of edges between it and the far east. */
function isInsidePolygon(place: Place, corners: readonly Place[]): boolean {
  const edges = corners.map((from, index) => ({ from, to: corners[(index + 1) % corners.length] ?? from }));
  if (edges.some((edge) => isOn(place, edge))) return true;
  return edges.filter((edge) => isEastwards(place, edge)).length % 2 === 1;
}

interface Edge {
  readonly from: Place;
  readonly to: Place;
}

function isOn(place: Place, edge: Edge): boolean {
  const { from, to } = edge;
  return (
    sideOf(place, edge) === 0 &&
    isBetween(place.latitude, from.latitude, to.latitude) &&
    isBetween(place.longitude, from.longitude, to.longitude)
  );
}

/** A ray along the latitude meets an edge that has one end above it and the other one not. */
function isEastwards(place: Place, { from, to }: Edge): boolean {
  if (from.latitude > place.latitude === to.latitude > place.latitude) return false;
  const rising = from.latitude < to.latitude ? { from, to } : { from: to, to: from };
  return sideOf(place, rising) > 0;
}

/** 0 on the line through the edge; greater on the west of an edge that runs north. */
function sideOf({ latitude, longitude }: Place, { from, to }: Edge): number {
  return (
    (latitude - from.latitude) * (to.longitude - from.longitude) -
    (longitude - from.longitude) * (to.latitude - from.latitude)
  );
}

function isBetween(value: number, one: number, other: number): boolean {
  return value >= Math.min(one, other) && value <= Math.max(one, other);
}
