import { delimiter } from 'node:path';

/**
 * The environment of somebody who does not stand in this repository: npm puts its own settings and the repository's
 * node_modules/.bin into that of its scripts, and with them the pinned Node, which is what the check wants to find.
 */
export function strangerEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|CALOTYPE_|NODE$|INIT_CWD$)/i.test(name),
  );
  return { ...Object.fromEntries(own), PATH: withoutRepository(process.env.PATH ?? '') };
}

function withoutRepository(path: string): string {
  const folders = path.split(delimiter);
  return folders.filter((folder) => !/node_modules|node-gyp-bin/.test(folder)).join(delimiter);
}
