import { decodeBase64 } from '../decode-base64.ts';

/** What models read; a longer one is a mistake, or somebody's essay at the operator's expense. */
const maxCharacters = 2000;

/** `prompt-a red hat` or `prompte-YSByZWQgaGF0`. Undefined when it is neither, or says nothing. */
export function readPrompt(text: string): string | undefined {
  const [, encoded, written = ''] = /^prompt(e?)-(.+)$/s.exec(text) ?? [];
  const prompt = (encoded === 'e' ? decodeBase64(written) : written).trim();
  return prompt === '' || prompt.length > maxCharacters ? undefined : prompt;
}
