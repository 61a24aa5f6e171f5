import { badRequest, type RouteAnswer, type RouteCall } from '../route.ts';
import { selfLink } from './site-url.ts';

const LARGEST_PAGE = 100;

/** Jira's page bean over `all`: `startAt`, `maxResults` (50 unless told, at most 100 or `largest`), `total`, `isLast`, `values` and links. */
export function page<T>(
  call: RouteCall,
  path: string,
  all: readonly T[],
  toBean: (value: T) => unknown,
  more: { readonly extra?: Readonly<Record<string, unknown>>; readonly largest?: number } = {},
): RouteAnswer {
  const startAt = whole(call, 'startAt', 0);
  const maxResults = Math.min(whole(call, 'maxResults', 50), more.largest ?? LARGEST_PAGE);
  const values = all.slice(startAt, startAt + maxResults).map(toBean);
  const isLast = startAt + values.length >= all.length;
  const linkTo = (start: number): string => {
    const query = new URLSearchParams(call.query);
    query.set('startAt', String(start));
    query.set('maxResults', String(maxResults));
    return selfLink(`${path}?${query.toString()}`);
  };
  return {
    body: {
      self: linkTo(startAt),
      ...(isLast ? {} : { nextPage: linkTo(startAt + maxResults) }),
      maxResults,
      startAt,
      total: all.length,
      isLast,
      values,
      ...more.extra,
    },
    objects: values.length,
  };
}

function whole(call: RouteCall, name: string, otherwise: number): number {
  const text = call.query.get(name);
  if (text === null) return otherwise;
  if (!/^\d{1,9}$/.test(text)) throw badRequest(`The query parameter '${name}' must be a whole number that is not negative.`);
  return Number(text);
}

/** Values of a repeated query parameter as a filter: everything passes when it is absent. */
export function wanted(call: RouteCall, name: string): (value: string) => boolean {
  const values = new Set(call.query.getAll(name));
  return (value) => values.size === 0 || values.has(value);
}

/** A filter on names: contains `text` of the query parameter in any letter case. */
export function named(call: RouteCall, parameter: string): (value: { readonly name: string }) => boolean {
  const text = call.query.get(parameter)?.toLowerCase() ?? '';
  return (value) => value.name.toLowerCase().includes(text);
}

/** Whether `expand` (comma-separated) names an expansion. */
export function expands(call: RouteCall, name: string): boolean {
  return (call.query.get('expand') ?? '').split(',').includes(name);
}
