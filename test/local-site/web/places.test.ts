import { forgeRule, moduleKeyOf } from '../../../local-site/web/src/admin/workflow-update.ts';
import { mountOfResource, subjectOf } from '../../../local-site/web/src/frames/frame-mount.ts';
import { projectKeyOf } from '../../../local-site/web/src/jira.ts';
import { en } from '../../../local-site/web/src/messages/en.ts';
import { ko } from '../../../local-site/web/src/messages/ko.ts';
import { listJql, uniqueStatuses } from '../../../local-site/web/src/projects/search-items.ts';
import { reasonsOf, rest, RestError } from '../../../local-site/web/src/rest.ts';
import { match } from '../../../local-site/web/src/router.tsx';

describe('paths of the stage', () => {
  test('a pattern gives the values of its parts', () => {
    expect(match('/browse/:key', '/browse/INC-1')).toEqual({ key: 'INC-1' });
    expect(match('/projects/:project/*', '/projects/INC/apps/register')).toEqual({ project: 'INC', rest: 'apps/register' });
    expect(match('/projects/:project/*', '/projects/INC')).toEqual({ project: 'INC', rest: '' });
  });

  test('another path does not match', () => {
    expect(match('/browse/:key', '/browse')).toBeUndefined();
    expect(match('/browse/:key', '/browse/INC-1/more')).toBeUndefined();
    expect(match('/projects', '/projects/INC')).toBeUndefined();
  });

  test('the project of a key is what stands before its last dash', () => {
    expect(projectKeyOf('INC-42')).toBe('INC');
  });
});

describe('searching a project', () => {
  test('empty filters ask for everything, newest first', () => {
    expect(listJql('INC', { text: '', statusId: '', typeId: '' })).toBe('project = "INC" ORDER BY updated DESC');
  });

  test('filters join, and quotes in the text stay inside it', () => {
    expect(listJql('INC', { text: 'say "no"', statusId: '3', typeId: '10' })).toBe(
      'project = "INC" AND status = 3 AND issuetype = 10 AND text ~ "say \\"no\\"" ORDER BY updated DESC',
    );
  });

  test('a key is looked up as a key', () => {
    expect(listJql('INC', { text: ' inc-7 ', statusId: '', typeId: '' })).toBe('project = "INC" AND key = INC-7 ORDER BY updated DESC');
  });

  test('a status that several work types share is one column', () => {
    const status = (id: string): { id: string; name: string; statusCategory: { key: string } } => ({
      id,
      name: id,
      statusCategory: { key: 'new' },
    });
    expect(
      uniqueStatuses([
        { id: '1', name: 'A', statuses: [status('1'), status('2')] },
        { id: '2', name: 'B', statuses: [status('2'), status('3')] },
      ]).map(({ id }) => id),
    ).toEqual(['1', '2', '3']);
  });
});

describe('app frames', () => {
  const mount = {
    moduleKey: 'panel',
    title: 'Panel',
    url: 'http://ui.localhost:8080/incident-panel.html',
    issueKey: 'INC-1',
    pageBase: '/admin/apps/panel',
  };

  test('a modal of the same resource keeps its page and gets its own context', () => {
    expect(mountOfResource(mount, null, { modal: { view: 'update' } })).toEqual({
      moduleKey: 'panel',
      title: 'Panel',
      url: 'http://ui.localhost:8080/incident-panel.html',
      issueKey: 'INC-1',
      extension: { modal: { view: 'update' } },
    });
  });

  test('another resource has its own origin, and an entry its own file', () => {
    expect(mountOfResource(mount, 'charts', {}).url).toBe('http://charts.localhost:8080/');
    expect(mountOfResource(mount, 'ui/link-postmortem', {}).url).toBe('http://ui.localhost:8080/link-postmortem.html');
  });

  test('the server is told what the frame is about, and nothing more', () => {
    expect(subjectOf(mount)).toEqual({ moduleKey: 'panel', issueKey: 'INC-1' });
  });
});

describe('workflow rules', () => {
  test('a new rule carries the app module, its configuration and an id of its own', () => {
    const rule = forgeRule('ari:cloud:ecosystem::extension/app/env/static/resolve-gate', '{"expression":"true"}');
    expect(rule).toMatchObject({
      ruleKey: 'forge:expression-validator',
      parameters: { key: 'ari:cloud:ecosystem::extension/app/env/static/resolve-gate', config: '{"expression":"true"}', disabled: 'false' },
    });
    expect(rule.parameters?.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(moduleKeyOf(rule)).toBe('resolve-gate');
  });

  test('an edited rule keeps its identity', () => {
    const before = {
      id: 'r1',
      ruleKey: 'forge:expression-validator',
      parameters: { key: 'ari/x', config: '{}', id: 'u1', disabled: 'true', tag: 't' },
    };
    expect(forgeRule('ari/x', '{"a":1}', before)).toEqual({
      id: 'r1',
      ruleKey: 'forge:expression-validator',
      parameters: { key: 'ari/x', config: '{"a":1}', id: 'u1', disabled: 'true', tag: 't' },
    });
  });
});

describe('refusals', () => {
  const answering = (status: number, body: unknown): void => {
    globalThis.fetch = () => Promise.resolve(new Response(JSON.stringify(body), { status }));
  };

  test('every reason of the site arrives, by field where it names one', async () => {
    answering(400, { errorMessages: ['First.\nSecond.'], errors: { summary: 'You must specify a summary.' } });
    const error: unknown = await rest('/rest/api/3/issue', { body: {} }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(RestError);
    expect(error).toMatchObject({ status: 400, errors: { summary: 'You must specify a summary.' } });
    expect(reasonsOf(error)).toEqual(['First.\nSecond.', 'You must specify a summary.']);
  });

  test('an unreachable site has status 0', async () => {
    globalThis.fetch = () => Promise.reject(new TypeError('fetch failed'));
    await expect(rest('/rest/api/3/myself')).rejects.toMatchObject({ status: 0 });
  });

  test('an empty answer is no value', async () => {
    globalThis.fetch = () => Promise.resolve(new Response(null, { status: 204 }));
    await expect(rest('/rest/api/3/issue/INC-1', { method: 'PUT', body: {} })).resolves.toBeUndefined();
  });
});

describe('languages', () => {
  test('Korean has every text that English has', () => {
    expect(Object.keys(ko)).toEqual(expect.arrayContaining(Object.keys(en)));
  });

  test('no Korean text was left in English', () => {
    const same = Object.entries(en)
      .filter(([key, text]) => typeof text === 'string' && (ko as unknown as Record<string, unknown>)[key] === text)
      .map(([key]) => key);
    expect(same).toEqual([]);
  });
});
