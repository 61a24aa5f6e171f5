import { PEOPLE } from '../../local-site/seed/people.ts';
import { aBarePostmortem, anIncident, blockersOf, startScenario, type Scenario } from './scenario-site';

const korean = [
  '인시던트를 어떻게 감지했는지 작성하십시오.',
  '다섯 번의 왜를 작성하십시오.',
  '근본 원인을 작성하십시오. 알 수 없으면 알 수 없다고 적으십시오.',
  '승인자를 한 명 이상 지정하십시오.',
];
const english = [
  'Describe how the incident was detected.',
  'Answer the five whys.',
  'Write the root cause; if it is unknown, say so.',
  'Name at least one approver.',
];

let s: Scenario;
let key: string;

beforeAll(async () => {
  s = await startScenario();
  key = await aBarePostmortem(s, await anIncident(s));
}, 60_000);
afterAll(() => s.site.stop());
afterEach(() => {
  s.control.faults.clear();
});

const askedBy = (person: 'im' | 'support'): Promise<readonly string[]> =>
  blockersOf(s, person, key, s.map.transitions.postmortem.requestApproval);

it("a postmortem's gate speaks Korean to whoever reads Jira in Korean", async () => {
  expect(await askedBy('support')).toEqual(expect.arrayContaining(korean));
});

it('and English to whoever reads it in English, about the same work item', async () => {
  expect(await askedBy('im')).toEqual(expect.arrayContaining(english));
});

it('and English when Jira does not say in which language somebody reads it; the reasons are as many', async () => {
  const before = await askedBy('support');
  s.control.faults.order({ path: `/rest/api/3/user\\?accountId=${encodeURIComponent(PEOPLE.support.accountId)}`, times: 2, status: 503 });
  const reasons = await askedBy('support');
  expect(reasons).toEqual(expect.arrayContaining(english));
  expect(reasons).toHaveLength(before.length);
});

it('even where the work item itself cannot be read', async () => {
  s.control.faults.order({ method: 'GET', path: '/rest/api/3/issue/', times: 2, status: 503, by: 'app' });
  expect(await askedBy('support')).toEqual([
    '포스트모템 내용을 읽을 수 없습니다. 잠시 후 다시 시도하고, 계속 실패하면 포스트모템 패널을 열어 원인을 확인하십시오.',
  ]);
});
