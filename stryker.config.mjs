/**
 * Mutation testing of the pure rules: `npx stryker run`. Only unit tests run, since nothing else pins the domain closely;
 * property tests keep their seed, so that two runs judge a mutant alike.
 */
export default {
  testRunner: 'jest',
  plugins: ['@stryker-mutator/jest-runner'],
  // The two blueprints are data without a branch: tests hold the workflows they make as literals, and their words are the product's.
  mutate: ['src/domain/**/*.ts', '!src/domain/provisioning/blueprint.ts', '!src/domain/provisioning/workflow-blueprint.ts'],
  coverageAnalysis: 'perTest',
  jest: { projectType: 'custom', configFile: 'jest.config.mjs', config: { roots: ['<rootDir>/test/unit/domain'] } },
  // Mutants in constants run every test and more than double the time; set this to false for the full count.
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 10_000,
  ignorePatterns: ['/static', '/local-site/web', '/.local-site', '/reports', '/docs', '/coverage'],
  tempDirName: '.local-site/stryker',
  incrementalFile: '.local-site/stryker-incremental.json',
  reporters: ['clear-text', 'json'],
  jsonReporter: { fileName: '.local-site/mutation.json' },
  clearTextReporter: { allowColor: false, reportTests: false, logTests: false },
  thresholds: { high: 95, low: 90, break: 85 },
};
