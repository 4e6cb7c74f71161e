import { astVisitor, type Expr } from 'pgsql-ast-parser';

/** What an SQL expression refers to. */
export interface ExpressionFacts {
  readonly columns: readonly string[];
  /** Numbers of its parameters, from 1. */
  readonly parameters: readonly number[];
  /** The function by which it is computed over many rows. */
  readonly aggregate: string | undefined;
}

const AGGREGATES = /^(count|max|min|sum|avg|string_agg|array_agg|json_agg|jsonb_agg)$/i;

export function expressionFacts(expr: Expr): ExpressionFacts {
  const columns: string[] = [];
  const parameters: number[] = [];
  let aggregate: string | undefined;
  const visitor = astVisitor((map) => ({
    ref: (node) => void columns.push(node.name),
    parameter: (node) => void parameters.push(Number(node.name.slice(1))),
    call: (node) => {
      if (AGGREGATES.test(node.function.name)) aggregate ??= node.function.name.toLowerCase();
      map.super().call(node);
    },
  }));
  visitor.expr(expr);
  return { columns, parameters, aggregate };
}
