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

const { run } = await import('./command/run.ts');
await run(process.argv.slice(2));
