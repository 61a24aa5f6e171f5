/** Starts the local site for a person: `npm start`. Flags: `--fresh`, `--seed demo|empty`; README.md lists the variables. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { PortTaken } from './server/http-server.ts';
import { StateInUse } from './server/state-lock.ts';
import { startSite, type Site } from './site.ts';

const usage = `Usage: npm start -- [--fresh] [--seed demo|empty]
  --fresh   forget everything the site holds and seed it anew
  --seed    what a new site holds: demo (incidents with their history) or empty (people and defaults)
Variables: PORT (8080), LOCAL_SITE_STATE (.local-site/site.db), LOCAL_SITE_ROOT (folder with manifest.yml)`;

function readFlags(): { readonly fresh: boolean; readonly seed: 'demo' | 'empty' } {
  const { values } = parseArgs({
    options: {
      fresh: { type: 'boolean', default: false },
      seed: { type: 'string', default: 'demo' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    process.exit(0);
  }
  if (values.seed !== 'demo' && values.seed !== 'empty') throw new Error(`--seed must be demo or empty.\n${usage}`);
  return { fresh: values.fresh, seed: values.seed };
}

function welcome(site: Site): string {
  const width = Math.max(...site.people.map(({ email }) => email.length));
  return [
    '',
    `  The local site runs at ${site.url}`,
    '',
    '  Sign in as (switch at the top right; REST: Basic <e-mail>:local)',
    ...site.people.map(({ email, displayName }) => `    ${email.padEnd(width)}  ${displayName}`),
    '',
    '  Try first: open the site as im@example.test, open an incident, and press its next step.',
    `  Control API: ${site.url}/__local/clock (see local-site/README.md). Ctrl+C stops; everything is kept.`,
    '',
  ].join('\n');
}

async function main(): Promise<void> {
  const { fresh, seed } = readFlags();
  const site = await startSite({
    root: path.resolve(process.env.LOCAL_SITE_ROOT ?? '.'),
    port: Number(process.env.PORT ?? 8080),
    state: process.env.LOCAL_SITE_STATE ?? path.join('.local-site', 'site.db'),
    seed,
    fresh,
    log: console.log,
  });
  console.log(welcome(site));
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      void site.stop().then(() => process.exit(0));
    });
  }
}

try {
  await main();
} catch (error) {
  const expected = error instanceof PortTaken || error instanceof StateInUse;
  console.error(expected ? error.message : error);
  process.exit(1);
}
