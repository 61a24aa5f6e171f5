import { run as approve } from '../../../src/handlers/validators/approve-gate';
import { connectForgeToJira } from '../../support/forge-jira';
import { openForgeStorage, type ForgeStorage } from '../../support/forge-storage';

const korean = '• 포스트모템 내용을 읽을 수 없습니다. 잠시 후 다시 시도하고, 계속 실패하면 포스트모템 패널을 열어 원인을 확인하십시오.';
const english =
  '• The content of the postmortem could not be read. Try again in a minute; if it still fails, open the postmortem panel to see what is wrong.';

let storage: ForgeStorage;
let connection: { close(): void };
let asked: string[] = [];

/** A Jira in which `kim` reads Korean, `lee` hides the language and nobody else exists; it knows no work item. */
beforeEach(() => {
  // The gate's deadline would keep the process waiting.
  jest.useFakeTimers();
  asked = [];
  storage = openForgeStorage();
  const locales: Readonly<Record<string, string | null>> = { kim: 'ko_KR', lee: null };
  connection = connectForgeToJira(
    async (method, path, _body, principal) => {
      asked.push(`${principal.kind} ${method} ${path}`);
      const person = /^\/rest\/api\/3\/user\?accountId=(.*)$/.exec(path)?.[1];
      const locale = person === undefined ? undefined : locales[person];
      return locale === undefined
        ? { status: 404, body: { errorMessages: [] }, headers: {}, points: 1 }
        : { status: 200, body: { accountId: person, locale }, headers: {}, points: 1 };
    },
    () => 'nobody',
  );
  jest.spyOn(console, 'log').mockReturnValue();
  jest.spyOn(console, 'warn').mockReturnValue();
});
afterEach(() => {
  connection.close();
  storage.close();
  jest.useRealTimers();
  jest.restoreAllMocks();
});

const transition = { issue: { key: 'INC-2' }, transition: { modifiedFields: {} } };

test.each([
  ['who reads Korean is told in Korean', { principal: { accountId: 'kim' } }, korean],
  ['who keeps the language to themselves is told in English', { principal: { accountId: 'lee' } }, english],
  ['whom Jira does not know is told in English', { principal: { accountId: 'gone' } }, english],
  ['whom the platform does not name is told in English', { installContext: 'ari:cloud:jira::site/1' }, english],
  ['whom the platform calls unidentified is told in English', { principal: { accountId: 'unidentified' } }, english],
  ['without any context is told in English', undefined, english],
])('somebody %s', async (_, context, errorMessage) => {
  expect(await approve(transition, context)).toEqual({ result: false, errorMessage });
});

test('a call that nobody understands is refused in the language of whoever made it', async () => {
  expect(await approve({}, { principal: { accountId: 'kim' } })).toEqual({ result: false, errorMessage: korean });
});

test('the language is read by the app, for a validator acts for nobody', async () => {
  await approve(transition, { principal: { accountId: 'kim' } });
  expect(asked.filter((call) => call.includes('/user'))).toEqual(['app GET /rest/api/3/user?accountId=kim']);
});
