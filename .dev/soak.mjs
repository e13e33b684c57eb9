import { bootstrap, failure, runOn } from './bootstrap.mjs';

try {
  const { node } = bootstrap({ build: false });
  process.exitCode = runOn(node, 'test/soak/main.ts', process.argv.slice(2));
} catch (error) {
  process.exitCode = failure(error);
}
