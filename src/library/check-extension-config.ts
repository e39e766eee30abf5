import type { CustomField, SelectOption } from '../domain/custom-field.ts';
import { findValueFault } from '../domain/custom-value.ts';
import type {
  AiActions,
  AiTask,
  AskYesNo,
  ExtensionConfig,
  SelectMetadata,
  SelectTags,
} from '../domain/extension-config.ts';

/** Can an extension do this? What is asked here no property alone can tell (spec library-api §10). */
export function isExtensionConfig(config: ExtensionConfig, fields: readonly CustomField[]): boolean {
  switch (config.name) {
    case 'remove-bg':
      return !(config.options?.bg_color && config.options.bg_image_url);
    case 'ai-tasks':
      return config.tasks.every((task) => isTask(task, fields));
    default:
      return true;
  }
}

function isTask(task: AiTask, fields: readonly CustomField[]): boolean {
  switch (task.type) {
    case 'select_tags':
      return isSelection(task) && areTags(task.vocabulary ?? []);
    case 'select_metadata':
      return isSelection(task) && isVocabularyOf(task, fields);
    case 'yes_no':
      return isQuestion(task, fields);
  }
}

function isSelection({ min_selections = 0, max_selections }: SelectTags | SelectMetadata): boolean {
  return max_selections === undefined || min_selections <= max_selections;
}

const longestTags = 500;

/** As the tags of a file: they will be some (spec library-api §16). */
function areTags(tags: readonly string[]): boolean {
  return tags.join('').length <= longestTags && !tags.some((tag) => tag.includes('%'));
}

function isVocabularyOf({ field, vocabulary = [] }: SelectMetadata, fields: readonly CustomField[]): boolean {
  return vocabulary.length === 0
    ? fields.some(({ name }) => name === field)
    : vocabulary.every((value) => isOneValue(field, value, fields));
}

/** Of a MultiSelect: one of the values that it may hold. */
function isOneValue(name: string, value: SelectOption, fields: readonly CustomField[]): boolean {
  const isList = fields.find((field) => field.name === name)?.schema.type === 'MultiSelect';
  return isValue(name, isList ? [value] : value, fields);
}

function isValue(name: string, value: unknown, fields: readonly CustomField[]): boolean {
  const field = fields.find((candidate) => candidate.name === name);
  return field !== undefined && findValueFault(field.schema, value) === undefined;
}

function isQuestion({ on_yes, on_no, on_unknown }: AskYesNo, fields: readonly CustomField[]): boolean {
  const actions = [on_yes, on_no, on_unknown].filter((action) => action !== undefined);
  return (on_yes ?? on_no) !== undefined && actions.every((action) => areActions(action, fields));
}

function areActions(actions: AiActions, fields: readonly CustomField[]): boolean {
  const { add_tags = [], remove_tags = [], set_metadata = [], unset_metadata = [] } = actions;
  return (
    areTags(add_tags) &&
    areTags(remove_tags) &&
    set_metadata.every(({ field, value }) => isValue(field, value, fields)) &&
    unset_metadata.every(({ field }) => fields.some(({ name }) => name === field))
  );
}
