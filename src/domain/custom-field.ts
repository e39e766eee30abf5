export type CustomFieldType =
  | 'Text'
  | 'Textarea'
  | 'Number'
  | 'Date'
  | 'Boolean'
  | 'SingleSelect'
  | 'MultiSelect';
