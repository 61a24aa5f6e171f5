import { BULLET, messageTemplate, PLACES, type BilingualMessages, type BlockerCode } from './blocker';

/** A Jira expression's string literal. */
export function stringLiteral(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n')}"`;
}

/** Ids of Jira's own objects are numbers in expressions; throws on anything else, for a wrong id must not reach a workflow. */
export function idNumber(id: string): string {
  if (!/^\d+$/.test(id)) throw new Error(`Not a numeric Jira id: ${JSON.stringify(id)}`);
  return id;
}

/** Reads a custom field of the work item; null when unset. */
export function fieldOf(fieldId: string): string {
  return `issue[${stringLiteral(fieldId)}]`;
}

/** Expression snippets that fill the `{key}` of a sentence. */
export type Snippets = Readonly<Record<string, string>>;

/** Bulleted sentence of a blocker in the viewer's language; reads the variable `ko`. */
export function sentence(code: BlockerCode, messages: BilingualMessages, snippets: Snippets = {}): string {
  const english = concatenation(BULLET + messageTemplate(messages.en, code), snippets);
  const korean = concatenation(BULLET + messageTemplate(messages.ko, code), snippets);
  return `(ko ? ${korean} : ${english})`;
}

function concatenation(template: string, snippets: Snippets): string {
  return template
    .split(PLACES)
    .map((piece, index) => (index % 2 === 0 ? stringLiteral(piece) : (snippets[piece] ?? NOTHING)))
    .join(' + ');
}

const NOTHING = stringLiteral('');
