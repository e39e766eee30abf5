/** What a candidate is. The type is known before any row is looked at: `type` predicates cost nothing. */
export type Kind = 'file' | 'file-version' | 'folder';
