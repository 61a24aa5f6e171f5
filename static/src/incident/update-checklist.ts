/** The five questions that every update answers (handbook: how to communicate during an incident). */
export const questions = ['impact', 'reach', 'cause', 'eta', 'next'] as const;
export type Question = (typeof questions)[number];

const signs: Readonly<Record<Exclude<Question, 'next'>, RegExp>> = {
  impact:
    /impact|affect|cannot|can't|unable|fail|error|slow|down|outage|unavailable|degrad|see(s|ing)?\b|영향|불가|오류|실패|느리|지연|중단|장애/i,
  reach: /\d|%|\ball\b|\bsome\b|\bmany\b|\bfew\b|\bnone\b|everyone|unknown how many|전체|일부|모든|고객|명|건|알 수 없/i,
  cause: /cause|because|due to|caused|root|unknown|investigat|원인|때문|조사|알 수 없/i,
  eta: /\beta\b|expect|estimate|within|by \d|in \d|minutes?|hours?|unknown|no estimate|restored|resolved|예상|복구|분 |시간|알 수 없/i,
};

/** Which of the questions a text seems to answer. A hint and never a hurdle: words are counted, not understood. */
export function answered(text: string, nextIsSet: boolean): ReadonlySet<Question> {
  const found = questions.filter((question) => (question === 'next' ? nextIsSet : signs[question].test(text)));
  return new Set(found);
}
