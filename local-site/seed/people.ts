import type { Group, User } from '../jira/model.ts';

/** The people of every seed, by what they do in the stories. `email` is the sign-in name of the local site. */
export const PEOPLE = {
  admin: person('712020:3f6a1c52-7d0e-4b8a-9c41-5e2f0b6d8a11', 'Marta Lindqvist', 'admin@example.test', 'Europe/Stockholm'),
  im: person('712020:a4d2e7b0-15c9-4f63-8e27-90b1c6f3d524', 'Jordan Mbeki', 'im@example.test', 'Europe/London'),
  support: person('712020:c81f5e39-2ab4-47d6-b0f8-6d13e9a7c402', '김서연', 'support@example.test', 'Asia/Seoul', 'ko-KR'),
  responder: person('712020:0e97b6d4-c352-4a1f-a8d0-3b74f2e1569c', 'Priya Raman', 'responder@example.test', 'Asia/Kolkata'),
  owner: person('712020:5b20d9f7-8e64-4c3a-91b5-f7c80a2d3e6b', 'Tomás Herrera', 'owner@example.test', 'America/New_York'),
  viewer: person('712020:d73c4a86-f01b-4e95-82c7-1a6e5b90f3d8', 'Elif Aydın', 'viewer@example.test', 'Europe/Istanbul'),
} as const satisfies Record<string, User>;

/** The app's own account: what `asApp` calls are recorded as. */
export const APP_USER: User = {
  accountId: '712020:e65b13c9-4d78-4f0a-b3a2-c0f9d81e7a45',
  displayName: 'Incident Handbook',
  email: '',
  active: true,
  accountType: 'app',
  timeZone: 'Etc/UTC',
  locale: 'en-US',
};

const workers = [PEOPLE.admin, PEOPLE.im, PEOPLE.support, PEOPLE.responder, PEOPLE.owner].map((user) => user.accountId);

/** Administrators, everybody who works here, and people who may only look. */
export const GROUPS = {
  admins: { id: '9a1b7c04-62de-4f35-8b19-70c4e2d5a836', name: 'site-admins', members: [PEOPLE.admin.accountId] },
  users: { id: '4e8d20b6-f1a7-49c3-a5e0-2b97d6c81f53', name: 'jira-users', members: workers },
  viewers: { id: 'b60f93e8-3c5d-4a72-9e14-d8a1f7052c6e', name: 'jira-viewers', members: [PEOPLE.viewer.accountId] },
} as const satisfies Record<string, Group>;

function person(accountId: string, displayName: string, email: string, timeZone: string, locale = 'en-US'): User {
  return { accountId, displayName, email, active: true, accountType: 'atlassian', timeZone, locale };
}
