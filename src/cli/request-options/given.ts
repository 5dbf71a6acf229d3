type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the members that were not given. */
export function given<T extends object>(value: T): Given<T> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Given<T>;
}

/** The same for a group: undefined where nothing of it was given. */
export function group<T extends object>(value: T): Given<T> | undefined {
  const members = given(value);
  return Object.keys(members).length === 0 ? undefined : members;
}
