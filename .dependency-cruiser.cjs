/** Layers as rules; each sentence tells the offender what to do. See docs/architecture.md. */
const from = (path, pathNot) => (pathNot ? { path, pathNot } : { path });

module.exports = {
  forbidden: [
    {
      name: 'domain-is-pure',
      severity: 'error',
      comment: 'src/domain may import only src/domain: take time, ids and outside facts as arguments.',
      from: from('^src/domain/'),
      to: { pathNot: '^(src/domain/|locales/)' },
    },
    {
      name: 'app-knows-ports-only',
      severity: 'error',
      comment: 'A use case talks to a port in src/app/ports; put the I/O into src/adapters and hand it in through wiring.',
      from: from('^src/app/'),
      to: { pathNot: '^(src/app/|src/domain/|src/contract/|node_modules/valibot)' },
    },
    {
      name: 'contract-is-types-and-schemas',
      severity: 'error',
      comment: 'The contract crosses the bridge: domain types and schemas only.',
      from: from('^src/contract/'),
      to: { pathNot: '^(src/contract/|src/domain/|node_modules/valibot)' },
    },
    {
      name: 'adapters-do-io-only',
      severity: 'error',
      comment: 'An adapter implements a port: it may not call use cases or handlers.',
      from: from('^src/adapters/'),
      to: { path: '^src/(handlers|wiring)|^src/app/(?!ports/)' },
    },
    {
      name: 'handlers-go-through-wiring',
      severity: 'error',
      comment: 'A handler gets adapters from src/wiring.ts.',
      from: from('^src/handlers/'),
      to: { path: '^src/adapters/' },
    },
    {
      name: 'app-ships-alone',
      severity: 'error',
      comment: 'src is what Atlassian runs: it may not need the local site, tests, tools or the browser bundle.',
      from: from('^src/'),
      to: { path: '^(local-site|test|tools|static)/' },
    },
    {
      name: 'site-never-imports-the-app',
      severity: 'error',
      comment: 'The local site loads what the manifest names, exactly as Forge does.',
      from: from('^local-site/'),
      to: { path: '^(src|static)/' },
    },
    {
      name: 'screens-know-contract-and-domain',
      severity: 'error',
      comment: 'Screens may use src/contract and the pure src/domain; everything else goes over the bridge.',
      from: from('^static/'),
      to: { path: '^src/(?!contract/|domain/)' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Break the circle: move the shared part to a file both import.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-forge-ui',
      severity: 'error',
      comment: 'UI Kit 1 was removed from the platform; screens are Custom UI.',
      from: {},
      to: { path: '@forge/ui' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage|\\.local-site)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.test.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
