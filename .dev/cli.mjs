import { bootstrap, failure, runOn } from './bootstrap.mjs';

try {
  const { node } = bootstrap({ build: false });
  process.exitCode = runOn(
    node,
    'electron/cli/main.ts',
    process.argv.slice(2),
    process.env.INIT_CWD ?? process.cwd(),
  );
} catch (error) {
  process.exitCode = failure(error);
}
