import type {
  Area,
  Membership,
  Place,
  Predicate,
  Scalar,
  SearchField,
  SearchNode,
} from '../domain/search-query.ts';
import { nameOf, rowOf } from './fields.ts';

/** A text that parses to this tree again. */
export function printQuery(node: SearchNode): string {
  if (node.kind === 'and' || node.kind === 'or') {
    return node.nodes.map(printOperand).join(node.kind === 'and' ? ' AND ' : ' OR ');
  }
  return `${JSON.stringify(nameOf(node.field))} ${printRest(node)}`;
}

function printOperand(node: SearchNode): string {
  return 'nodes' in node ? `(${printQuery(node)})` : printQuery(node);
}

function printRest(predicate: Predicate): string {
  switch (predicate.kind) {
    case 'in':
      return printMembership(predicate);
    case 'prefix':
      return `: ${JSON.stringify(predicate.text)}`;
    case 'below':
      return `: ${JSON.stringify(predicate.path)}`;
    case 'compare':
      return `${predicate.operator} ${printScalar(predicate.value, predicate.field)}`;
    case 'has':
      return `HAS ${JSON.stringify(predicate.tokens.join(' '))}`;
    case 'exists':
      return predicate.negated ? 'NOT EXISTS' : 'EXISTS';
    case 'within':
      return `= ${JSON.stringify(printArea(predicate.area))}`;
  }
}

/** Booleans have no `IN`, sets no `=`. */
function printMembership({ field, negated, values }: Membership): string {
  const printed = values.map((value) => printScalar(value, field));
  const { operators } = rowOf(field);
  const rest = operators.IN === undefined ? `= ${printed[0]}` : `IN [${printed.join(', ')}]`;
  return negated ? `NOT ${rest}` : rest;
}

const dateFields = ['createdAt', 'updatedAt', 'embeddedMetadata.DateTimeOriginal'];

function printScalar(value: Scalar, field: SearchField): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'boolean') return String(value);
  const isDate = field.name === 'customMetadata' ? field.type === 'Date' : dateFields.includes(field.name);
  return isDate ? JSON.stringify(new Date(value).toISOString()) : printNumber(value);
}

/** Never with an exponent, which the language does not know. */
const decimal = new Intl.NumberFormat('en-US', { useGrouping: false, maximumSignificantDigits: 17 });

function printNumber(value: number): string {
  return decimal.format(value);
}

function printArea(area: Area): string {
  switch (area.kind) {
    case 'circle':
      return `${printPlace(area.center)} ${printNumber(area.radiusKm)}km`;
    case 'box':
      return [
        printPlace({ latitude: area.south, longitude: area.west }),
        printPlace({ latitude: area.north, longitude: area.east }),
      ].join('|');
    case 'polygon':
      return area.corners.map(printPlace).join('|');
  }
}

function printPlace({ latitude, longitude }: Place): string {
  return `${printNumber(latitude)},${printNumber(longitude)}`;
}
