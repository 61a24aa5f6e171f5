import type { PEOPLE } from './people.ts';

type Person = keyof typeof PEOPLE;

/** One thing that happens to a work item, `after` minutes since the step before. */
export type Step = { readonly after: number; readonly by: Person } & (
  | { readonly assign: Person }
  | { readonly move: 'To Do' | 'In Progress' | 'Done' }
  | { readonly say: string }
  | { readonly link: { readonly type: 'Blocks' | 'Relates' | 'Duplicate'; readonly to: number } }
  | { readonly set: { readonly priority: string } }
);

export interface ShopItem {
  readonly type: 'Epic' | 'Story' | 'Task' | 'Bug';
  readonly by: Person;
  readonly summary: string;
  readonly description: string;
  readonly priority?: string;
  readonly labels?: readonly string[];
  /** Days from the item's creation to its due date. */
  readonly dueInDays?: number;
  readonly steps: readonly Step[];
}

const HOUR = 60;
const DAY = 24 * HOUR;

/** Customer cases and engineering work of a small web shop, oldest first; `link.to` counts from 1. */
export const SHOP_ITEMS: readonly ShopItem[] = [
  {
    type: 'Epic',
    by: 'owner',
    summary: 'Checkout that survives a busy Friday',
    description: 'Peak load of last November took the checkout down twice. Everything that keeps it up this year hangs here.',
    labels: ['checkout'],
    steps: [
      { after: 10, by: 'owner', assign: 'owner' },
      { after: 5, by: 'owner', move: 'In Progress' },
    ],
  },
  {
    type: 'Task',
    by: 'owner',
    summary: 'Alert when the payment queue is older than 60 seconds',
    description: 'Today we hear about a stuck queue from customers.',
    priority: 'High',
    labels: ['checkout', 'monitoring'],
    dueInDays: 28,
    steps: [
      { after: 30, by: 'owner', assign: 'responder' },
      { after: 3 * HOUR, by: 'responder', move: 'In Progress' },
      { after: 20, by: 'responder', say: 'The queue exports its age already; the alert needs a threshold that nights do not trip.' },
    ],
  },
  {
    type: 'Bug',
    by: 'support',
    summary: 'Customer case: card declined although the bank approved it',
    description:
      'Two customers from Busan were charged and saw "declined". Order numbers are in the case. Contact: support queue, case 88120.',
    priority: 'High',
    labels: ['customer-case', 'checkout'],
    steps: [
      { after: 15, by: 'support', assign: 'responder' },
      { after: HOUR, by: 'responder', move: 'In Progress' },
      {
        after: 2 * HOUR,
        by: 'responder',
        say: 'The answer of the bank arrives after our 10-second limit. The charge stands, the order does not.',
      },
      { after: 10, by: 'responder', link: { type: 'Relates', to: 2 } },
    ],
  },
  {
    type: 'Bug',
    by: 'support',
    summary: 'Customer case: invoice PDF is empty',
    description: 'The PDF opens with a header and no lines. Seen in Safari and Chrome.',
    labels: ['customer-case', 'invoices'],
    steps: [
      { after: 40, by: 'im', assign: 'responder' },
      { after: 5 * HOUR, by: 'responder', move: 'In Progress' },
      { after: 90, by: 'responder', move: 'Done' },
      { after: 20, by: 'support', say: 'The customer confirms: the new invoice is complete.' },
    ],
  },
  {
    type: 'Story',
    by: 'owner',
    summary: 'Guests can pay without an account',
    description: 'One page, no password. The order is found again by e-mail and number.',
    labels: ['checkout'],
    steps: [{ after: HOUR, by: 'owner', link: { type: 'Relates', to: 1 } }],
  },
  {
    type: 'Task',
    by: 'responder',
    summary: 'Raise the time limit of bank answers and settle late ones',
    description: 'Keep the order open for 60 seconds and settle it when the answer comes.',
    priority: 'High',
    labels: ['checkout'],
    dueInDays: 14,
    steps: [
      { after: 5, by: 'responder', link: { type: 'Blocks', to: 3 } },
      { after: 10, by: 'responder', assign: 'responder' },
      { after: 6 * HOUR, by: 'responder', move: 'In Progress' },
    ],
  },
  {
    type: 'Bug',
    by: 'support',
    summary: 'Customer case: declined card, charged twice',
    description: 'Same as the case from Busan, but the customer tried again and was charged for both.',
    labels: ['customer-case', 'checkout'],
    steps: [
      { after: 25, by: 'im', say: 'Same cause as the first case. Refund the second charge by hand.' },
      { after: 5, by: 'im', link: { type: 'Duplicate', to: 3 } },
      { after: 5, by: 'im', move: 'Done' },
    ],
  },
  {
    type: 'Task',
    by: 'im',
    summary: 'Drill: fail over the session store',
    description: 'Announce it, fail over, measure how long signing in is broken.',
    labels: ['drill'],
    dueInDays: 21,
    steps: [{ after: 30, by: 'im', assign: 'im' }],
  },
  {
    type: 'Bug',
    by: 'responder',
    summary: 'Search returns nothing for words with an apostrophe',
    description: "For example: men's shoes. The index drops the whole word.",
    priority: 'Low',
    labels: ['search'],
    steps: [{ after: DAY, by: 'owner', set: { priority: 'Medium' } }],
  },
  {
    type: 'Task',
    by: 'owner',
    summary: 'Write the runbook of the payment service',
    description: 'Restart, drain, switch provider. With the commands, not with advice.',
    labels: ['runbook'],
    dueInDays: 28,
    steps: [
      { after: HOUR, by: 'owner', assign: 'owner' },
      { after: 4 * HOUR, by: 'owner', move: 'In Progress' },
    ],
  },
  {
    type: 'Bug',
    by: 'support',
    summary: '고객 문의: 주문 확인 메일이 오지 않음',
    description: '오늘 오전부터 세 건. 주문은 정상으로 보입니다.',
    labels: ['customer-case', 'mail'],
    steps: [
      { after: 20, by: 'support', say: '스팸함에도 없다고 합니다.' },
      { after: 30, by: 'im', set: { priority: 'High' } },
    ],
  },
  {
    type: 'Story',
    by: 'owner',
    summary: 'Show the delivery date before paying',
    description: 'The date we promise on the confirmation page comes one step too late.',
    labels: ['checkout'],
    steps: [],
  },
];
