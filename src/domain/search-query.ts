import type { CustomFieldType } from './custom-field.ts';

/** A query with nothing left to read: plain JSON, every operand converted (spec search §3). */
export interface SearchQuery {
  /** Undefined: the text was blank, which equals no query at all. */
  readonly root: SearchNode | undefined;
  /** Only then older versions are candidates (spec search §2). */
  readonly mentionsType: boolean;
  /** Without it every asset is equally relevant (spec search §7). */
  readonly usesHas: boolean;
}

export type SearchNode = And | Or | Predicate;

/** Two nodes at least. */
export interface And {
  readonly kind: 'and';
  readonly nodes: readonly SearchNode[];
}

/** Two nodes at least. */
export interface Or {
  readonly kind: 'or';
  readonly nodes: readonly SearchNode[];
}

/**
 * False for an asset to which the field does not apply, negated or not. Where it applies and there is no value,
 * a positive predicate is false and a negated one true (spec search §4).
 */
export type Predicate = Membership | Prefix | Below | Comparison | FullText | Presence | Within;

/** `=`, `NOT =`, `IN`, `NOT IN`: the value, or one value of a set, is among these. Compared exactly, types too. */
export interface Membership {
  readonly kind: 'in';
  readonly field: SearchField;
  readonly negated: boolean;
  /** One at least. Dates are milliseconds since 1970, sizes bytes, paths normalised. */
  readonly values: readonly Scalar[];
}

/** `:` of strings. */
export interface Prefix {
  readonly kind: 'prefix';
  readonly field: SearchField;
  readonly text: string;
}

/** `path : "/a"`: at any depth below this folder, which is itself not below itself. */
export interface Below {
  readonly kind: 'below';
  readonly field: SearchField;
  readonly path: string;
}

/** A value that is no number does not match. */
export interface Comparison {
  readonly kind: 'compare';
  readonly field: SearchField;
  readonly operator: Ordering;
  readonly value: number;
}

/** All of these occur among the tokens of the value; the last one may be the beginning of one (spec search §4.2). */
export interface FullText {
  readonly kind: 'has';
  readonly field: SearchField;
  /** One at least, lower-cased. */
  readonly tokens: readonly string[];
}

/** An empty set counts as no value. */
export interface Presence {
  readonly kind: 'exists';
  readonly field: SearchField;
  readonly negated: boolean;
}

export interface Within {
  readonly kind: 'within';
  readonly field: SearchField;
  readonly area: Area;
}

export type Scalar = string | number | boolean;
export type Ordering = '<' | '<=' | '>' | '>=';

/** Narrow by `name`. */
export type SearchField = { readonly name: BuiltInField } | CustomMetadataField;

export interface CustomMetadataField {
  readonly name: 'customMetadata';
  /** API name of the field, not its label. */
  readonly key: string;
  readonly type: CustomFieldType;
}

export type BuiltInField =
  | 'name'
  | 'tags'
  | 'type'
  | 'id'
  | 'createdAt'
  | 'updatedAt'
  | 'width'
  | 'height'
  | 'size'
  | 'format'
  | 'private'
  | 'published'
  | 'transparency'
  | 'createdBy'
  | 'path'
  | 'embeddedMetadata.Keywords'
  | 'embeddedMetadata.DateTimeOriginal'
  | 'embeddedMetadata.LocationTaken';

/** Borders belong to the area. */
export type Area = Circle | GeoBox | Polygon;

/** Great circle on a sphere of 6371 km (spec search §4.8). */
export interface Circle {
  readonly kind: 'circle';
  readonly center: Place;
  readonly radiusKm: number;
}

/** Never across the 180th meridian: `west` ≤ `east`, `south` ≤ `north`. */
export interface GeoBox {
  readonly kind: 'box';
  readonly south: number;
  readonly north: number;
  readonly west: number;
  readonly east: number;
}

/** Four corners that are not those of a box, joined in this order on the flat map of degrees. */
export interface Polygon {
  readonly kind: 'polygon';
  readonly corners: readonly Place[];
}

/** Decimal degrees. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** Every predicate, from left to right. */
export function predicatesOf(node: SearchNode): Predicate[] {
  return 'nodes' in node ? node.nodes.flatMap(predicatesOf) : [node];
}
