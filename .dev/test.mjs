import { bootstrap, failure, runOn } from './bootstrap.mjs';

const isQuick = process.argv.includes('--quick');
try {
  const { node } = bootstrap({ forTests: !isQuick, build: !isQuick });
  process.exitCode = runOn(node, '.dev/run-tests.ts', process.argv.slice(2));
} catch (error) {
  process.exitCode = failure(error);
}
