import {
  type CustomFieldSchema,
  type CustomFieldType,
  customFieldTypes,
  type SelectOption,
} from './custom-field.ts';
import {
  findValueFault,
  hasDuplicates,
  isDate,
  isNumber,
  momentOf,
  type NameLimit,
  notADate,
  shouldBe,
} from './custom-value.ts';
import { invalid, type MediaError } from './errors.ts';

type Fault = string | undefined;
type Faults = Map<string, string>;
/** As it came: any JSON value may stand under any name. */
type WrittenSchema = Readonly<Record<string, unknown>>;

/** Reads the schema of a new field. Throws `invalid` with what is wrong, property by property (spec library-api §7.4). */
export function readNewSchema(written: unknown): CustomFieldSchema {
  const schema = readObject(written);
  const type = customFieldTypes.find((known) => known === schema.type);
  if (type === undefined) throw invalidSchema(new Map([['type', 'is not a valid type']]));
  return readSchema(type, schema);
}

/** Reads what replaces the schema of a field, whose type stays whatever is said of it (spec library-api §7.5). */
export function readSchemaOfType(type: CustomFieldType, written: unknown): CustomFieldSchema {
  return readSchema(type, readObject(written));
}

function readSchema(type: CustomFieldType, { type: _, ...written }: WrittenSchema): CustomFieldSchema {
  refuse(findPropertyFaults(type, written));
  const schema = { ...written, type } as CustomFieldSchema;
  refuse(findContradictions(schema));
  return schema;
}

function readObject(written: unknown): WrittenSchema {
  if (typeof written === 'object' && written !== null && !Array.isArray(written)) {
    return written as WrittenSchema;
  }
  throw invalidSchema(new Map([['schema', shouldBe('object')]]));
}

function refuse(faults: Faults): void {
  if (faults.size > 0) throw invalidSchema(faults);
}

function invalidSchema(faults: Faults): MediaError {
  return invalid('Invalid schema object.', { errors: Object.fromEntries(faults) });
}

type Check = (value: unknown) => Fault;

const aString: Check = (value) => (typeof value === 'string' ? undefined : shouldBe('string'));
const aNumber: Check = (value) => (isNumber(value) ? undefined : shouldBe('number'));
const aBoolean: Check = (value) => (typeof value === 'boolean' ? undefined : shouldBe('boolean'));
const aDate: Check = (value) => (isDate(value) ? undefined : notADate);
const anArray: Check = (value) => (Array.isArray(value) ? undefined : shouldBe('array'));
const anything: Check = () => undefined;

function aLength(value: unknown): Fault {
  if (typeof value !== 'number') return shouldBe('number');
  return Number.isSafeInteger(value) && value >= 0 ? undefined : 'should be an integer of at least 0';
}

function options(value: unknown): Fault {
  if (!Array.isArray(value)) return shouldBe('array');
  if (value.length === 0) return 'should not be empty';
  if (!value.every(isOption)) return 'should contain only strings, numbers and booleans';
  return new Set(value).size < value.length ? hasDuplicates : undefined;
}

function isOption(value: unknown): value is SelectOption {
  return typeof value === 'string' || typeof value === 'boolean' || isNumber(value);
}

type PropertyChecks = Readonly<Record<string, Check>>;

const ofText = { minLength: aLength, maxLength: aLength, defaultValue: aString };

/** The table of spec library-api §7.3; `isValueRequired` goes with every type. */
const propertyChecks: Readonly<Record<CustomFieldType, PropertyChecks>> = {
  Text: ofText,
  Textarea: ofText,
  Number: { minValue: aNumber, maxValue: aNumber, defaultValue: aNumber },
  Date: { minValue: aDate, maxValue: aDate, defaultValue: aDate },
  Boolean: { defaultValue: aBoolean },
  SingleSelect: { selectOptions: options, defaultValue: anything },
  MultiSelect: { selectOptions: options, defaultValue: anArray },
};

const knownProperties = new Set(Object.values(propertyChecks).flatMap(Object.keys));

/** Each property by itself. */
function findPropertyFaults(type: CustomFieldType, written: WrittenSchema): Faults {
  const checks = new Map<string, Check>(
    Object.entries({ ...propertyChecks[type], isValueRequired: aBoolean }),
  );
  const faults: Faults = new Map();
  for (const [name, value] of Object.entries(written)) {
    const check = checks.get(name);
    const unknown = knownProperties.has(name) ? 'not allowed for this type' : 'is not a valid property';
    const fault = check === undefined ? unknown : check(value);
    if (fault !== undefined) faults.set(name, fault);
  }
  if (checks.has('selectOptions') && written.selectOptions === undefined) {
    faults.set('selectOptions', 'is required for this type');
  }
  return faults;
}

/** What one property says against another. */
function findContradictions(schema: CustomFieldSchema): Faults {
  const faults: Faults = new Map();
  const { of, minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = limitsOf(schema);
  if (minimum > maximum) faults.set(`min${of}`, `should be less than or equal to max${of}`);
  const fault = findDefaultFault(schema);
  if (fault !== undefined) faults.set('defaultValue', fault);
  return faults;
}

interface Limits {
  readonly of?: 'Length' | 'Value';
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
}

function limitsOf(schema: CustomFieldSchema): Limits {
  switch (schema.type) {
    case 'Text':
    case 'Textarea':
      return { of: 'Length', minimum: schema.minLength, maximum: schema.maxLength };
    case 'Number':
      return { of: 'Value', minimum: schema.minValue, maximum: schema.maxValue };
    case 'Date':
      return { of: 'Value', minimum: ifSet(schema.minValue), maximum: ifSet(schema.maxValue) };
    default:
      return {};
  }
}

function ifSet(date: string | undefined): number | undefined {
  return date === undefined ? undefined : momentOf(date);
}

function findDefaultFault(schema: CustomFieldSchema): Fault {
  const { defaultValue, isValueRequired } = schema;
  // An empty list is no value.
  const isAbsent = defaultValue === undefined || (Array.isArray(defaultValue) && defaultValue.length === 0);
  if (isAbsent) return isValueRequired ? 'is required when isValueRequired is true' : undefined;
  return findValueFault(schema, defaultValue, nameOfLimit);
}

const nameOfLimit: NameLimit = (_, name) => name;
