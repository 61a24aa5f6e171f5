import { parseArgs } from 'node:util';

export const USAGE =
  'npm run replay -- FILE [--limit N | --last N] [--speed max|real] [--json] [--site URL] [--project KEY]\n' +
  '  FILE       a Statuspage history: {"incidents": […]} or a list, as <status page>/api/v2/incidents.json serves it\n' +
  '  --limit N  only the first N incidents of the file; --last N: only the last N\n' +
  '  --speed    max (as fast as the site answers) or real (as much time between steps as there was)\n' +
  '  --json     one JSON object instead of the table\n' +
  '  --site     a running site, for example http://localhost:8080; without it one is started in memory\n' +
  '  --project  key of the project that takes the incidents (RPL); it is made when it is missing';

export interface Options {
  readonly file: string;
  readonly limit?: number;
  readonly last?: number;
  readonly speed: 'max' | 'real';
  readonly json: boolean;
  /** Address of a running site. */
  readonly site?: string;
  readonly project: string;
}

/** Arguments that make no sense; the message says which and what would. */
export class UsageError extends Error {}

/** Reads the command line after the script's name; throws {@link UsageError}. */
export function readOptions(args: readonly string[]): Options {
  const { positionals, values } = parse(args);
  const [file, second] = positionals;
  if (file === undefined) throw new UsageError('FILE is missing.');
  if (second !== undefined) throw new UsageError(`One FILE at a time; what is "${second}"?`);
  if (values.limit !== undefined && values.last !== undefined) throw new UsageError('Give --limit or --last, not both.');
  const { speed, project, site } = values;
  if (speed !== 'max' && speed !== 'real') throw new UsageError('--speed is max or real.');
  if (!/^[A-Z][A-Z0-9]{1,6}$/.test(project))
    throw new UsageError('--project takes a key of 2 to 7 capital letters and digits that begins with a letter.');
  if (site !== undefined && !/^https?:$/.test(URL.parse(site)?.protocol ?? ''))
    throw new UsageError('--site takes an address like http://localhost:8080.');
  return {
    file,
    speed,
    json: values.json,
    project,
    ...(values.limit !== undefined && { limit: count(values.limit, '--limit') }),
    ...(values.last !== undefined && { last: count(values.last, '--last') }),
    ...(site !== undefined && { site }),
  };
}

function parse(args: readonly string[]): ReturnType<typeof parseArgs<typeof CONFIG>> {
  try {
    return parseArgs({ ...CONFIG, args: [...args] });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'These arguments cannot be read.');
  }
}

const CONFIG = {
  allowPositionals: true,
  options: {
    limit: { type: 'string' },
    last: { type: 'string' },
    speed: { type: 'string', default: 'max' },
    json: { type: 'boolean', default: false },
    site: { type: 'string' },
    project: { type: 'string', default: 'RPL' },
  },
} as const;

function count(text: string, name: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value > 0) return value;
  throw new UsageError(`${name} takes a whole number above 0.`);
}
