import type { JiraSite, SiteClock } from '../contracts.ts';
import { actingOn, type Act, paragraphs } from './as-person.ts';
import { PEOPLE } from './people.ts';
import { SHOP_ITEMS, type ShopItem, type Step } from './shop-items.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** The story starts this long before the present of the site's clock. */
const STORY_LENGTH = 15 * DAY;
const BETWEEN_ITEMS = DAY;

/**
 * Adds the project SHOP: an ordinary company-managed software project with a fortnight of work behind it.
 * Everything goes through REST with the clock set back, so history carries past times; the clock ends where it was.
 * Run it on a base site, before an app listens.
 */
export async function seedShop(jira: JiraSite, clock: SiteClock): Promise<void> {
  const act = actingOn(jira);
  let behind = STORY_LENGTH;
  const wait = (ms: number): void => {
    const step = Math.min(ms, behind);
    behind -= step;
    clock.advance(step);
  };
  clock.advance(-behind);
  try {
    await act(PEOPLE.admin, 'POST', '/project', {
      key: 'SHOP',
      name: 'Web shop',
      description: 'The shop that customers see, and what keeps it running.',
      projectTypeKey: 'software',
      projectTemplateKey: 'com.pyxis.greenhopper.jira:gh-simplified-kanban-classic',
      leadAccountId: PEOPLE.owner.accountId,
    });
    const keys: string[] = [];
    for (const item of SHOP_ITEMS) {
      const started = behind;
      keys.push(await createItem(act, item, clock.now()));
      for (const step of item.steps) {
        wait(step.after * MINUTE);
        await take(act, step, keys);
      }
      wait(Math.max(0, BETWEEN_ITEMS - (started - behind)));
    }
  } finally {
    clock.advance(behind);
  }
}

async function createItem(act: Act, item: ShopItem, now: number): Promise<string> {
  const created = await act(PEOPLE[item.by], 'POST', '/issue', {
    fields: {
      project: { key: 'SHOP' },
      issuetype: { name: item.type },
      summary: item.summary,
      description: paragraphs(item.description),
      labels: item.labels ?? [],
      priority: { name: item.priority ?? 'Medium' },
      ...(item.dueInDays === undefined ? {} : { duedate: new Date(now + item.dueInDays * DAY).toISOString().slice(0, 10) }),
    },
  });
  return (created as { readonly key: string }).key;
}

async function take(act: Act, step: Step, keys: readonly string[]): Promise<void> {
  const person = PEOPLE[step.by];
  const key = keys.at(-1) ?? '';
  if ('assign' in step) await act(person, 'PUT', `/issue/${key}/assignee`, { accountId: PEOPLE[step.assign].accountId });
  else if ('say' in step) await act(person, 'POST', `/issue/${key}/comment`, { body: paragraphs(step.say) });
  else if ('set' in step) await act(person, 'PUT', `/issue/${key}`, { fields: { priority: { name: step.set.priority } } });
  else if ('move' in step) await move(act, person, key, step.move);
  // Jira reads the link as "outward issue → inward issue": this item blocks, relates to or duplicates the other.
  else
    await act(person, 'POST', '/issueLink', {
      type: { name: step.link.type },
      inwardIssue: { key },
      outwardIssue: { key: keys[step.link.to - 1] ?? '' },
    });
}

async function move(act: Act, person: { readonly accountId: string }, key: string, status: string): Promise<void> {
  const { transitions } = (await act(person, 'GET', `/issue/${key}/transitions`)) as {
    readonly transitions: readonly { readonly id: string; readonly to: { readonly name: string } }[];
  };
  const transition = transitions.find((candidate) => candidate.to.name === status);
  await act(person, 'POST', `/issue/${key}/transitions`, { transition: { id: transition?.id } });
}
