import { bootstrap, failure, runOn } from './bootstrap.mjs';

try {
  const { node } = bootstrap();
  process.exitCode = runOn(node, '.dev/open-app.ts', process.argv.slice(2));
} catch (error) {
  process.exitCode = failure(error);
}
