import { route } from '@forge/api';
import * as v from 'valibot';
import type { Locales } from '../../app/ports/locales';
import { callJira } from './jira-door';

const profile = v.object({ locale: v.nullish(v.string()) });

/** Languages from Jira's profiles, read as the app: a validator acts for nobody. */
export const jiraLocales: Locales = {
  async localeOf(accountId) {
    const path = route`/rest/api/3/user?accountId=${accountId}`;
    const { status, body } = await callJira({ as: 'app', path, expected: [404] });
    return status === 404 ? null : (v.parse(profile, body).locale ?? null);
  },
};
