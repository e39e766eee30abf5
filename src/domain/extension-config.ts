import type { SelectOption } from './custom-field.ts';

/** What an extension is asked to do with a file, as it is written (spec library-api §10). */
export type ExtensionConfig = RemoveBackground | AutoTagging | AutoDescription | AiTasks;

export interface RemoveBackground {
  readonly name: 'remove-bg';
  readonly options?: {
    readonly add_shadow?: boolean;
    readonly semitransparency?: boolean;
    readonly bg_color?: string;
    readonly bg_image_url?: string;
  };
}

export interface AutoTagging {
  readonly name: 'google-auto-tagging' | 'aws-auto-tagging';
  readonly minConfidence: number;
  readonly maxTags: number;
}

export interface AutoDescription {
  readonly name: 'ai-auto-description';
}

export interface AiTasks {
  readonly name: 'ai-tasks';
  readonly tasks: readonly AiTask[];
}

export type AiTask = SelectTags | SelectMetadata | AskYesNo;

interface Selection {
  readonly instruction: string;
  readonly min_selections?: number;
  readonly max_selections?: number;
}

export interface SelectTags extends Selection {
  readonly type: 'select_tags';
  readonly vocabulary?: readonly string[];
}

export interface SelectMetadata extends Selection {
  readonly type: 'select_metadata';
  /** Name of a custom field. */
  readonly field: string;
  readonly vocabulary?: readonly SelectOption[];
}

export interface AskYesNo {
  readonly type: 'yes_no';
  readonly instruction: string;
  readonly on_yes?: AiActions;
  readonly on_no?: AiActions;
  readonly on_unknown?: AiActions;
}

export interface AiActions {
  readonly add_tags?: readonly string[];
  readonly remove_tags?: readonly string[];
  readonly set_metadata?: readonly { readonly field: string; readonly value: unknown }[];
  readonly unset_metadata?: readonly { readonly field: string }[];
}
