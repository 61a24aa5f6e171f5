import { badRequest } from './route.ts';

/** One page of a list in the shape of Jira's `PageBean…`. */
export interface Page<T> {
  readonly self: string;
  readonly maxResults: number;
  readonly startAt: number;
  readonly total: number;
  readonly isLast: boolean;
  readonly nextPage?: string;
  readonly values: readonly T[];
}

export interface PageRequest {
  readonly startAt: number;
  readonly maxResults: number;
}

/** Reads `startAt` and `maxResults`; more than `most` is quietly cut, as Jira does. */
export function pageRequest(query: URLSearchParams, fallback: number, most: number): PageRequest {
  return { startAt: count(query, 'startAt', 0), maxResults: Math.min(count(query, 'maxResults', fallback), most) };
}

function count(query: URLSearchParams, name: string, fallback: number): number {
  const text = query.get(name);
  if (text === null || text === '') return fallback;
  if (!/^\d+$/.test(text)) throw badRequest(`The value '${text}' of '${name}' is not a number.`);
  return Number(text);
}

/** Cuts one page out of a whole list. */
export function pageOf<T>(all: readonly T[], { startAt, maxResults }: PageRequest, self: string): Page<T> {
  const values = all.slice(startAt, startAt + maxResults);
  const isLast = startAt + values.length >= all.length;
  const at = (start: number): string => `${self}${self.includes('?') ? '&' : '?'}startAt=${String(start)}&maxResults=${String(maxResults)}`;
  return {
    self: at(startAt),
    maxResults,
    startAt,
    total: all.length,
    isLast,
    ...(isLast ? {} : { nextPage: at(startAt + maxResults) }),
    values,
  };
}
