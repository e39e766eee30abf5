#!/usr/bin/env node
const neededMajor = 24;
const [major = '0'] = process.versions.node.split('.');

// Nothing else is loaded before this question: an older Node would fail on the imports with a riddle.
if (Number(major) < neededMajor) {
  process.stderr.write(
    `Calotype needs Node ${neededMajor} or newer; this is Node ${process.versions.node}.\n`,
  );
  process.exit(2);
}

// What was compiled, and the types that were stripped, are kept for the next start, which takes half of the time then. Workers
// find it by the variable. Where the folder cannot be written, nothing is kept.
const { enableCompileCache } = await import('node:module');
const { compileCacheFolder } = await import('./command/package-folder.ts');
process.env.NODE_COMPILE_CACHE ??= compileCacheFolder();
enableCompileCache(process.env.NODE_COMPILE_CACHE);

const { run } = await import('./command/run.ts');
await run(process.argv.slice(2));
