/** What the runners' JSON reports say: how many passed, which failed, and which files took longest. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly failures?: readonly string[];
  /** Slowest first. */
  readonly files?: readonly { readonly name: string; readonly ms: number }[];
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numFailedTestSuites: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly startTime: number;
    readonly endTime: number;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
  };
  readonly suites: readonly Suite[];
}

interface Suite {
  readonly title: string;
  readonly suites?: readonly Suite[];
  readonly specs: readonly {
    readonly title: string;
    readonly ok: boolean;
    readonly tests: readonly { readonly results: readonly { readonly duration: number }[] }[];
  }[];
}

export function countVitest(path: string): Count {
  const read = JSON.parse(readFileSync(path, 'utf8')) as VitestReport;
  const failed =
    read.numFailedTests > 0 ? read.numFailedTests : Math.min(read.numFailedTestSuites, 1);
  const files = read.testResults.map(({ name, startTime, endTime }) => ({
    name: basename(name),
    ms: endTime - startTime,
  }));
  const failures = read.testResults.flatMap(({ assertionResults }) =>
    assertionResults.flatMap(({ fullName, status }) => (status === 'failed' ? [fullName] : [])),
  );
  return {
    passed: read.numPassedTests,
    failed,
    failures,
    files: files.sort((a, b) => b.ms - a.ms),
  };
}

export function countPlaywright(path: string): Count {
  const { stats, suites } = JSON.parse(readFileSync(path, 'utf8')) as PlaywrightReport;
  const files = suites.map((suite) => ({ name: basename(suite.title), ms: durationOf(suite) }));
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    failures: suites.flatMap(failuresOf),
    files: files.sort((a, b) => b.ms - a.ms),
  };
}

function durationOf({ suites = [], specs }: Suite): number {
  const own = specs.flatMap(({ tests }) => tests.flatMap(({ results }) => results));
  return (
    own.reduce((sum, { duration }) => sum + duration, 0) +
    suites.reduce((sum, suite) => sum + durationOf(suite), 0)
  );
}

function failuresOf({ suites = [], specs }: Suite): readonly string[] {
  const own = specs.flatMap(({ title, ok }) => (ok ? [] : [title]));
  return [...own, ...suites.flatMap(failuresOf)];
}
