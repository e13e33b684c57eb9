import type { Condition, ConditionWithValueQuery, WhereClause } from '@jetstreamapp/soql-parser-js';
import { toRecordId } from '../record-id.ts';
import type { FieldSchema, ObjectSchema } from '../schema.ts';
import { toDatetime } from '../store.ts';
import type { StoredRecord } from '../store.ts';
import { resolvePath } from './field-path.ts';
import type { QueryContext } from './field-path.ts';
import { refuseAt, refuseQuery } from './soql-error.ts';

type Predicate = (record: StoredRecord) => boolean;

/** A condition that every row of the answer meets, on a field of the queried object itself. */
export interface Must {
  readonly field: string;
  readonly operator: string;
  readonly values: readonly Comparable[];
}

export interface Where {
  readonly matches: Predicate;
  readonly musts: readonly Must[];
}

type Comparable = string | number | boolean | null;
type Token = '(' | ')' | 'NOT' | 'AND' | 'OR' | Condition;

export const EVERYTHING: Where = { matches: () => true, musts: [] };

export function compileWhere(
  context: QueryContext,
  schema: ObjectSchema,
  clause: WhereClause,
): Where {
  const tokens = [...tokensOf(clause)];
  let at = 0;
  const peek = (): Token | undefined => tokens[at];

  function expression(): Where {
    let left = term();
    let joinedBy: 'AND' | 'OR' | null = null;
    for (let next = peek(); next === 'AND' || next === 'OR'; next = peek()) {
      if (joinedBy !== null && joinedBy !== next) refuseQuery(`unexpected token: '${next}'`);
      joinedBy = next;
      at += 1;
      left = join(next, left, term());
    }
    return left;
  }

  function term(): Where {
    const token = tokens[at];
    at += 1;
    if (token === 'NOT') {
      const inner = term();
      return { matches: (record) => !inner.matches(record), musts: [] };
    }
    if (token === '(') {
      const inner = expression();
      if (peek() !== ')') refuseQuery("expecting a right parentheses, found ''");
      at += 1;
      return inner;
    }
    if (typeof token !== 'object') return refuseQuery(`unexpected token: '${token ?? ''}'`);
    return compileCondition(context, schema, token);
  }

  return expression();
}

function join(operator: 'AND' | 'OR', left: Where, right: Where): Where {
  if (operator === 'OR') {
    return { matches: (record) => left.matches(record) || right.matches(record), musts: [] };
  }
  return {
    matches: (record) => left.matches(record) && right.matches(record),
    musts: [...left.musts, ...right.musts],
  };
}

/** The parser hands a chain with counted parentheses; this is the chain as it was written. */
function* tokensOf(clause: WhereClause): Generator<Token, void, void> {
  for (let rest = clause; ;) {
    const left: ConditionWithValueQuery | null = rest.left;
    if (left !== null) {
      for (let n = 0; n < (left.openParen ?? 0); n += 1) yield '(';
      if ('valueQuery' in left) refuseQuery('The demo org answers no subqueries.');
      if ('operator' in left) yield left;
      for (let n = 0; n < ('closeParen' in left ? (left.closeParen ?? 0) : 0); n += 1) yield ')';
    }
    if (!('operator' in rest)) return;
    yield rest.operator;
    rest = rest.right;
  }
}

function compileCondition(
  context: QueryContext,
  schema: ObjectSchema,
  condition: Condition,
): Where {
  if (!('field' in condition)) return refuseQuery('The demo org compares plain fields only.');
  const path = resolvePath(context, schema, condition.field.split('.'));
  const raw = Array.isArray(condition.value) ? condition.value : [condition.value];
  const types = condition.literalType;
  const values = raw.map((text, index) =>
    parseLiteral(context, path.field, condition, text, Array.isArray(types) ? types[index] : types),
  );
  const test = comparison(path.field, condition.operator, values);
  return {
    matches: (record) => test(toComparable(path.field, path.read(record))),
    musts: path.isOwn ? [{ field: path.field.name, operator: condition.operator, values }] : [],
  };
}

function isId(field: FieldSchema): boolean {
  return field.type === 'id' || field.type === 'reference';
}

function parseLiteral(
  context: QueryContext,
  field: FieldSchema,
  condition: { readonly field: string; readonly operator: string },
  text: string,
  literalType: string | undefined,
): Comparable {
  if (literalType === 'NULL') return null;
  const expected = literalTypeOf(field);
  if (expected !== null && literalType !== expected.literal) {
    return refuseAt(
      context.soql,
      'INVALID_FIELD',
      condition.field,
      `value of filter criterion for field '${field.name}' must be of type ${expected.name} and should not be enclosed in quotes`,
      'WHERE',
    );
  }
  switch (literalType) {
    case 'STRING':
      return parseText(context, field, unquote(text, condition.operator === 'LIKE'));
    case 'BOOLEAN':
      return text.toUpperCase() === 'TRUE';
    case 'INTEGER':
    case 'DECIMAL':
      return Number(text);
    case 'DATETIME':
      return toDatetime(text);
    case 'DATE':
      return text;
    default:
      return refuseQuery(`The demo org knows no ${literalType ?? 'such'} literals.`);
  }
}

function literalTypeOf(
  field: FieldSchema,
): { readonly literal: string; readonly name: string } | null {
  switch (field.type) {
    case 'datetime':
      return { literal: 'DATETIME', name: 'dateTime' };
    case 'date':
      return { literal: 'DATE', name: 'date' };
    case 'boolean':
      return { literal: 'BOOLEAN', name: 'boolean' };
    default:
      return null;
  }
}

function parseText(context: QueryContext, field: FieldSchema, text: string): string {
  if (!isId(field)) return text.toLowerCase();
  const id = toRecordId(text);
  if (id !== null) return id;
  return refuseAt(
    context.soql,
    'INVALID_QUERY_FILTER_OPERATOR',
    field.name,
    `invalid ID field: ${text}`,
    'WHERE',
  );
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** In a pattern `\\%` and `\\_` stay escaped, as do backslashes. */
function unquote(text: string, isPattern: boolean): string {
  const escape = /\\(?:u([0-9a-fA-F]{4})|(.))/g;
  return text
    .slice(1, -1)
    .replace(escape, (all: string, code: string | undefined, char: string) => {
      if (code !== undefined) return String.fromCharCode(parseInt(code, 16));
      return isPattern && '%_\\'.includes(char) ? all : (ESCAPES[char] ?? char);
    });
}

function toComparable(field: FieldSchema, value: unknown): Comparable {
  if (value === '') return null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'string') return null;
  return isId(field) || field.type === 'datetime' ? value : value.toLowerCase();
}

function comparison(
  field: FieldSchema,
  operator: string,
  values: readonly Comparable[],
): (value: Comparable) => boolean {
  const [first = null] = values;
  switch (operator) {
    case '=':
      return (value) => value === first;
    case '!=':
      return (value) => value !== first;
    case 'IN': {
      const set = new Set(values);
      return (value) => set.has(value);
    }
    case 'NOT IN': {
      const set = new Set(values);
      return (value) => !set.has(value);
    }
    case 'LIKE': {
      if (isId(field) || typeof first !== 'string') {
        return refuseQuery(`'LIKE' operator cannot be used on the field ${field.name}`);
      }
      const pattern = likePattern(first);
      return (value) => typeof value === 'string' && pattern.test(value);
    }
    case '<':
      return (value) => value !== null && first !== null && value < first;
    case '<=':
      return (value) => value !== null && first !== null && value <= first;
    case '>':
      return (value) => value !== null && first !== null && value > first;
    case '>=':
      return (value) => value !== null && first !== null && value >= first;
    default:
      return refuseQuery(`unexpected token: '${operator}'`);
  }
}

function likePattern(text: string): RegExp {
  const source = text.replace(/\\?[^]/g, (char) => {
    if (char === '%') return '[^]*';
    if (char === '_') return '[^]';
    return char.replace(/^\\/, '').replace(/[.*+?^${}()|[\]\\]/, '\\$&');
  });
  return new RegExp(`^${source}$`, 'i');
}
