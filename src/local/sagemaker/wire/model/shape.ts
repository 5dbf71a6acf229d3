interface Limits {
  /** Of the length of a text, the value of a number, the size of a list or map. */
  readonly min?: number;
  readonly max?: number;
}

/** What the service model says about a shape. Members, keys and values are names of shapes. */
export type Shape = Limits &
  (
    | { readonly type: 'string'; readonly pattern?: string; readonly values?: readonly string[] }
    | { readonly type: 'number' | 'boolean' | 'blob' }
    | { readonly type: 'list'; readonly member: string }
    | { readonly type: 'map'; readonly key: string; readonly value: string }
    | {
        readonly type: 'structure';
        readonly required?: readonly string[];
        readonly members: Readonly<Record<string, string>>;
      }
  );

export type Shapes = Readonly<Record<string, Shape>>;

export interface ServiceConstraints {
  /** Operation -> the shape of its input. */
  readonly operations: Readonly<Record<string, string>>;
  readonly shapes: Shapes;
}
