import type { Clock } from '../domain/clock.ts';
import type { Database, NamedTransformationRepository } from '../domain/database.ts';
import { invalid, MediaError, notFound } from '../domain/errors.ts';
import { makeShortId, type NamedTransformationId } from '../domain/ids.ts';
import type { NamedTransformation } from '../domain/named-transformation.ts';
import { isBuiltIn } from '../transform/expand-named.ts';
import type { GenerativeSupport } from '../transform/generative/generative-support.ts';
import { parseTransformation } from '../transform/parse-transformation.ts';

export interface NamedTransformationParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly settings: Limits;
  /** Called after every change, and waited for: what was answered is so at delivery. */
  readonly onChange: () => Promise<void>;
}

interface Limits {
  readonly maxNamedTransformations: number;
  readonly maxSteps: number;
  readonly maxLayers: number;
  readonly generative: GenerativeSupport;
}

export type NamedTransformationValues = Pick<NamedTransformation, 'name' | 'transformation' | 'enabled'>;

export interface NamedTransformations {
  list(): Promise<NamedTransformation[]>;
  get(id: string): Promise<NamedTransformation>;
  create(values: NamedTransformationValues): Promise<NamedTransformation>;
  /** Only what is given changes. */
  update(id: string, values: Partial<NamedTransformationValues>): Promise<NamedTransformation>;
  delete(id: string): Promise<void>;
}

/** Spec library-api §11. */
export function createNamedTransformations(parts: NamedTransformationParts): NamedTransformations {
  const { database, clock, settings, onChange } = parts;
  const { namedTransformations } = database;
  return {
    list: () => namedTransformations.list(),
    get: (id) => getNamed(namedTransformations, readId(id)),

    async create(values) {
      const made = { id: makeShortId<'named-transformation'>(), createdAt: clock.now(), ...strip(values) };
      check(made, settings);
      await database.transaction(async (repositories) => {
        const kept = await repositories.namedTransformations.list();
        if (kept.length >= settings.maxNamedTransformations) {
          throw invalid(
            `You can create a maximum of ${settings.maxNamedTransformations} named transformations.`,
          );
        }
        await refusingTaken(repositories.namedTransformations.insert(made));
      });
      await onChange();
      return made;
    },

    async update(id, values) {
      const updated = await database.transaction(async (repositories) => {
        const kept = await getNamed(repositories.namedTransformations, readId(id));
        const next = strip({ ...kept, ...values });
        check(next, settings);
        await refusingTaken(repositories.namedTransformations.update(next));
        return next;
      });
      await onChange();
      return updated;
    },

    async delete(id) {
      if (!(await namedTransformations.delete(readId(id)))) throw missing();
      await onChange();
    },
  };
}

function readId(id: string): NamedTransformationId {
  if (!/^[A-Za-z0-9]{9}$/.test(id)) throw invalid('Your request contains invalid id parameter.');
  return id as NamedTransformationId;
}

async function getNamed(
  repository: NamedTransformationRepository,
  id: NamedTransformationId,
): Promise<NamedTransformation> {
  const found = await repository.find(id);
  if (found === undefined) throw missing();
  return found;
}

function missing(): MediaError {
  return notFound('The requested named transformation does not exist.');
}

/** Old samples had `tr:` in front. */
function strip<Values extends NamedTransformationValues>(values: Values): Values {
  return { ...values, transformation: values.transformation.trim().replace(/^tr:/, '') };
}

/** By the parser that delivery uses, in the place where the text will stand. */
function check({ name, transformation }: NamedTransformationValues, limits: Limits): void {
  if (isBuiltIn(name)) throw invalid(`The name ${name} is reserved.`);
  if (transformation === '') throw invalid('transformation is required and must be a string');
  const findNamed = (asked: string) => (asked === name ? transformation : undefined);
  try {
    parseTransformation(`n-${name}`, { ...limits, lenient: false, findNamed });
  } catch (cause) {
    if (!(cause instanceof MediaError)) throw cause;
    throw invalid(`transformation is not valid: ${cause.reason ?? cause.message}`, { cause });
  }
}

async function refusingTaken(writing: Promise<void>): Promise<void> {
  try {
    await writing;
  } catch (error) {
    if (!(error instanceof MediaError && error.code === 'conflict')) throw error;
    // Not a 409: the SDKs would send it twice more (spec auth-errors-limits §6.2).
    throw invalid('A named transformation with this name already exists.', { cause: error });
  }
}
