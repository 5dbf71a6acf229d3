/** As it comes with Search, checked by the service's model. */
export interface Expression {
  readonly Filters?: readonly Filter[];
  readonly NestedFilters?: readonly NestedFilters[];
  readonly SubExpressions?: readonly Expression[];
  readonly Operator?: 'And' | 'Or';
}

export interface Filter {
  readonly Name: string;
  readonly Operator?: Operator;
  readonly Value?: string;
}

/** All of the filters are met by one object of the list that the property is. */
export interface NestedFilters {
  readonly NestedPropertyName: string;
  readonly Filters: readonly Filter[];
}

export type Operator =
  | 'Equals'
  | 'NotEquals'
  | 'GreaterThan'
  | 'GreaterThanOrEqualTo'
  | 'LessThan'
  | 'LessThanOrEqualTo'
  | 'Contains'
  | 'Exists'
  | 'NotExists'
  | 'In';
