import type { Clause, Field, Operand, OrderByField, Query, TerminalClause } from '@atlaskit/jql-ast';

/** `JqlQuery` of the OpenAPI document: the tree of a parsed query. */
export function queryStructure(query: Query): object {
  return {
    ...(query.where ? { where: clause(query.where) } : {}),
    ...(query.orderBy ? { orderBy: { fields: query.orderBy.fields.map(order) } } : {}),
  };
}

function clause(node: Clause): object {
  switch (node.clauseType) {
    case 'compound':
      return { operator: node.operator.value.toLowerCase(), clauses: node.clauses.map(clause) };
    case 'not':
      return { operator: 'not', clauses: [clause(node.clause)] };
    case 'terminal':
      return terminal(node);
  }
}

function terminal(node: TerminalClause): object {
  const operator = node.operator?.value ?? '=';
  const past = operator === 'changed' || operator.startsWith('was');
  const predicates = node.predicates.map((predicate) => ({
    operator: predicate.operator.value,
    ...(predicate.operand ? { operand: operand(predicate.operand) } : {}),
  }));
  return {
    field: field(node.field),
    operator,
    ...(node.operand ? { operand: operand(node.operand) } : {}),
    ...(past ? { predicates } : {}),
  };
}

function operand(node: Operand): object {
  switch (node.operandType) {
    case 'keyword':
      return { keyword: 'empty' };
    case 'value':
      return { value: node.value, encodedValue: node.text };
    case 'list':
      return { values: node.values.map(operand) };
    case 'function':
      return { function: node.function.value, arguments: node.arguments.map((argument) => argument.value) };
  }
}

function field(node: Field): object {
  const properties = (node.properties ?? []).flatMap((property) =>
    property.key
      ? [
          {
            entity: node.value.split('.')[0] ?? 'issue',
            key: property.key.value,
            path: (property.path ?? [])
              .map((part) => part.value)
              .join('')
              .replace(/^\./u, ''),
          },
        ]
      : [],
  );
  return { name: node.value, encodedName: node.text, ...(properties.length > 0 ? { property: properties } : {}) };
}

function order(node: OrderByField): object {
  return { field: field(node.field), ...(node.direction ? { direction: node.direction.value.toLowerCase() } : {}) };
}
