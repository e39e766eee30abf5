import { type SqlBool, sql } from 'kysely';
import type { Area, Circle, Place } from '../../domain/search-query.ts';
import { allOf, anyOf, type Condition } from './condition.ts';

const latitude = sql.ref<number>('card.latitude');
const longitude = sql.ref<number>('card.longitude');

export const hasPlace = sql<SqlBool>`${latitude} is not null`;

/** Borders included (spec search §4.8). The index knows latitudes, so each area says first which it can have. */
export function isInside(area: Area): Condition {
  switch (area.kind) {
    case 'circle':
      return isInsideCircle(area);
    case 'box':
      return allOf([
        hasPlace,
        isBetween(latitude, area.south, area.north),
        isBetween(longitude, area.west, area.east),
      ]);
    case 'polygon':
      return isInsidePolygon(area.corners);
  }
}

const earthRadiusKm = 6371;
const kmPerDegree = (earthRadiusKm * Math.PI) / 180;
/** Of a degree: no rounding may move the border of the index inside the circle. */
const tolerance = 1e-6;

/** Haversine, solved for the sine: databases have no inverse one in common that takes 1.0000001. */
function isInsideCircle({ center, radiusKm }: Circle): Condition {
  const angle = radiusKm / (2 * earthRadiusKm);
  if (angle >= Math.PI / 2) return hasPlace;
  const reach = radiusKm / kmPerDegree + tolerance;
  const across = sql`(${halfSquare(latitude, center.latitude)} + ${Math.cos(radians(center.latitude))}
    * cos(${latitude} * ${Math.PI} / 180.0) * ${halfSquare(longitude, center.longitude)})`;
  return allOf([
    hasPlace,
    isBetween(latitude, center.latitude - reach, center.latitude + reach),
    sql<SqlBool>`${across} <= ${Math.sin(angle) ** 2}`,
  ]);
}

function halfSquare(degrees: typeof latitude, from: number) {
  const sine = sql`sin((${degrees} - ${from}) * ${Math.PI} / 360.0)`;
  return sql`(${sine} * ${sine})`;
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

function isBetween(column: typeof latitude, one: number, other: number): Condition {
  return sql<SqlBool>`${column} between ${Math.min(one, other)} and ${Math.max(one, other)}`;
}

interface Edge {
  readonly from: Place;
  readonly to: Place;
}

/** On an edge, or with an odd number of edges between it and the far east. */
function isInsidePolygon(corners: readonly Place[]): Condition {
  const edges = corners.map((from, index) => ({ from, to: corners[(index + 1) % corners.length] ?? from }));
  const latitudes = corners.map((corner) => corner.latitude);
  return allOf([
    hasPlace,
    isBetween(latitude, Math.min(...latitudes), Math.max(...latitudes)),
    anyOf([...edges.map(isOn), hasOddCrossings(edges)]),
  ]);
}

function isOn(edge: Edge): Condition {
  const { from, to } = edge;
  return allOf([
    sql<SqlBool>`${sideOf(edge)} = 0`,
    isBetween(latitude, from.latitude, to.latitude),
    isBetween(longitude, from.longitude, to.longitude),
  ]);
}

function hasOddCrossings(edges: readonly Edge[]): Condition {
  const crossings = edges
    .filter(({ from, to }) => from.latitude !== to.latitude)
    .map(({ from, to }) => {
      const rising = from.latitude < to.latitude ? { from, to } : { from: to, to: from };
      return sql`case when ${latitude} >= ${rising.from.latitude} and ${latitude} < ${rising.to.latitude}
        and ${sideOf(rising)} > 0 then 1 else 0 end`;
    });
  return crossings.length === 0 ? false : sql<SqlBool>`(${sql.join(crossings, sql` + `)}) in (1, 3)`;
}

/** 0 on the line through the edge; greater on the west of an edge that runs north. */
function sideOf({ from, to }: Edge) {
  return sql`((${latitude} - ${from.latitude}) * ${to.longitude - from.longitude}
    - (${longitude} - ${from.longitude}) * ${to.latitude - from.latitude})`;
}
