import type { PeopleKey, Telling } from './tell-incident.ts';

export const SERVICES = ['Checkout', 'Search', 'Sign-in', 'Warehouse API', 'E-mail delivery'];
export const PRODUCTS = ['Web shop', 'Mobile app', 'Partner portal', 'Gift cards'];

const minutes = 60_000;
const hours = 60 * minutes;
const days = 24 * hours;

const approver: PeopleKey = 'responder';

/** What happened at this company lately. `ago` is before the present; times inside an incident count from its start of impact. */
export const DEMO_INCIDENTS: readonly Telling[] = [
  {
    ago: 12 * days + 3 * hours,
    summary: 'Gift card balances show as zero',
    description: 'Customers who open a gift card see a balance of zero. Paying with one still works. Contact: support desk, extension 12.',
    severity: 'sev3',
    service: 'Checkout',
    products: ['Gift cards'],
    detectedBy: 'customer',
    detectedAfter: 35 * minutes,
    steps: [
      { after: 41 * minutes, by: 'im', does: 'command' },
      { after: 44 * minutes, by: 'im', does: 'fix' },
      { after: 52 * minutes, by: 'responder', does: 'note', kind: 'theory', text: 'The balance cache keeps the answer of a failed call.' },
      {
        after: 70 * minutes,
        by: 'im',
        does: 'update',
        stage: 'identified',
        text: 'Balances are right but shown as zero since 09:10. A cache keeps a failed answer. We clear it now; next update at noon.',
      },
      { after: 95 * minutes, by: 'im', does: 'final', text: 'Balances are shown again. About 400 customers saw zero; nobody lost money.' },
      { after: 97 * minutes, by: 'im', does: 'resolve' },
      { after: 99 * minutes, by: 'im', does: 'close' },
    ],
  },
  {
    ago: 6 * days + 5 * hours,
    summary: 'Checkout rejects every card payment',
    description:
      'Card payments fail with "try again later". Bank transfer works. About a third of all orders are affected. Call +44 20 0000 0000 (Jordan).',
    severity: 'sev1',
    service: 'Checkout',
    products: ['Web shop', 'Mobile app'],
    detectedBy: 'monitoring',
    detectedAfter: 4 * minutes,
    steps: [
      { after: 7 * minutes, by: 'im', does: 'command' },
      { after: 8 * minutes, by: 'im', does: 'fix' },
      {
        after: 12 * minutes,
        by: 'im',
        does: 'update',
        stage: 'investigating',
        text: 'Card payments fail for everybody since 14:02. Cause unknown. Checkout and payments teams are on the call. Next update in 30 minutes.',
      },
      {
        after: 19 * minutes,
        by: 'responder',
        does: 'note',
        kind: 'theory',
        text: 'The new certificate of the payment gateway is not in our trust store.',
      },
      {
        after: 26 * minutes,
        by: 'im',
        does: 'note',
        kind: 'decision',
        text: 'Roll the gateway client back to 2026.10.4 while the certificate is checked.',
      },
      {
        after: 38 * minutes,
        by: 'im',
        does: 'update',
        stage: 'identified',
        text: 'The payment gateway changed its certificate and our client refuses it. A rollback is under way; we expect recovery within 20 minutes.',
      },
      {
        after: 55 * minutes,
        by: 'im',
        does: 'final',
        text: 'Payments work again since 14:54. 1,240 attempts failed; customers were told to try again.',
      },
      { after: 57 * minutes, by: 'im', does: 'resolve' },
      { after: 26 * hours, by: 'im', does: 'close-with-postmortem' },
    ],
    postmortem: {
      text: {
        summary:
          'The payment gateway renewed its certificate with a new issuer that our client did not trust. Card payments failed for 52 minutes.',
        impact: '1,240 failed attempts by about 900 customers; 310 of them did not come back the same day. 41 support cases.',
        detection:
          'Monitoring of the payment success rate raised an alert after four minutes. A synthetic payment every minute would halve that.',
        fiveWhys:
          'Why did payments fail? The client refused the certificate. Why? Its trust store was pinned to one issuer. Why? The pin was added in 2023 and nobody owned its renewal.',
        rootCause: 'Certificate pins have no owner and no expiry alert.',
        causeCategory: 'dependency',
      },
      owner: 'owner',
      approver,
      actions: [
        {
          type: 'priority',
          kind: 'detect',
          summary: 'Alert 30 days before a pinned certificate expires or changes issuer',
          assignee: 'responder',
          done: true,
        },
        {
          type: 'improvement',
          kind: 'prevent',
          summary: 'Replace certificate pins with the platform trust store',
          assignee: 'owner',
          done: false,
        },
      ],
    },
  },
  {
    ago: 50 * minutes,
    summary: 'Search results are empty in the mobile app',
    description:
      'Every search in the app answers "nothing found" since the last release. The web shop is not affected. Contact: Seoyeon, support.',
    severity: 'sev2',
    service: 'Search',
    products: ['Mobile app'],
    detectedBy: 'customer',
    detectedAfter: 18 * minutes,
    steps: [
      { after: 21 * minutes, by: 'im', does: 'command' },
      { after: 22 * minutes, by: 'im', does: 'fix' },
      { after: 27 * minutes, by: 'responder', does: 'note', kind: 'note', text: 'Release 2026.11.3 went out 55 minutes ago.' },
      {
        after: 31 * minutes,
        by: 'im',
        does: 'update',
        stage: 'investigating',
        text: 'Search finds nothing in the mobile app. All app users are affected, the web shop is not. Cause unknown; the release is our first suspect. Next update in 60 minutes.',
      },
      {
        after: 38 * minutes,
        by: 'responder',
        does: 'note',
        kind: 'theory',
        text: 'The app sends the language as "en_GB"; the index expects "en-GB".',
      },
    ],
  },
  {
    ago: 9 * minutes,
    summary: 'Partners cannot sign in to the portal',
    description: 'Sign-in to the partner portal ends in a blank page. At least three partners called. Call the support desk, extension 12.',
    severity: 'sev2',
    service: 'Sign-in',
    products: ['Partner portal'],
    detectedBy: 'customer',
    detectedAfter: 6 * minutes,
    steps: [],
  },
  {
    ago: 3 * days + 2 * hours,
    summary: 'Order confirmations arrive an hour late',
    description: 'Customers order and hear nothing for an hour; the order itself is fine. Contact: support desk, extension 12.',
    severity: 'sev3',
    service: 'E-mail delivery',
    products: ['Web shop'],
    detectedBy: 'staff',
    detectedAfter: 22 * minutes,
    steps: [
      { after: 30 * minutes, by: 'im', does: 'command' },
      { after: 31 * minutes, by: 'im', does: 'fix' },
      {
        after: 44 * minutes,
        by: 'responder',
        does: 'note',
        kind: 'change',
        text: 'Moved the newsletter out of the queue that confirmations use.',
      },
      {
        after: 80 * minutes,
        by: 'im',
        does: 'final',
        text: 'Confirmations arrive within a minute again. About 600 customers waited; none was lost.',
      },
      { after: 82 * minutes, by: 'im', does: 'resolve' },
      { after: 84 * minutes, by: 'im', does: 'close' },
    ],
  },
];
