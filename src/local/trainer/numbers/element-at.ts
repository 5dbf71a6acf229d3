/**
 * The element at an index that the caller knows to be there.
 * Not for loops over all numbers of a typed array: there `!` stands for the bound that the loop itself keeps, because a
 * check at each number would cost more than the arithmetic.
 * @throws RangeError if it is not
 */
export function elementAt<T>(list: ArrayLike<T>, index: number): T {
  const element = list[index];
  if (element === undefined) throw new RangeError(`no element ${index} among ${list.length}`);
  return element;
}
