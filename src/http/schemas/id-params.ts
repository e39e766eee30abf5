import { Type } from 'typebox';

/** What an id looks like is the use case's to say: its sentence is ImageKit's. */
export function idParams(what: string, example: string) {
  return Type.Object({ id: Type.String({ description: `Id of ${what}.`, examples: [example] }) });
}
