import { describe, expect, test } from 'vitest';
import { listPage } from '../../../../../../src/local/sagemaker/services/sagemaker/resources/list-page.js';

const items = [
  { name: 'b', creationTime: 1, lastModifiedTime: 9, status: 'Completed' },
  { name: 'a', creationTime: 2, lastModifiedTime: 8, status: 'Failed' },
  { name: 'c', creationTime: 2, lastModifiedTime: 7, status: 'Completed' },
];
const ascending = { sortOrder: 'Ascending' } as const;

function names(input: Record<string, unknown>): string[] {
  return listPage(items, input, ascending).items.map(({ name }) => name);
}

describe('a list', () => {
  test.each<[Record<string, unknown>, string[]]>([
    [{}, ['b', 'a', 'c']],
    [{ SortOrder: 'Descending' }, ['c', 'a', 'b']],
    [{ SortBy: 'Name' }, ['a', 'b', 'c']],
    [{ SortBy: 'Status' }, ['b', 'c', 'a']],
    [{ NameContains: 'A' }, ['a']],
    [{ CreationTimeAfter: 2 }, ['a', 'c']],
    [{ CreationTimeBefore: 1 }, ['b']],
    [{ LastModifiedTimeBefore: 8 }, ['a', 'c']],
    [{ StatusEquals: 'Failed' }, ['a']],
  ])('%j gives %j', (input, expected) => {
    expect(names(input)).toEqual(expected);
  });

  test('goes on behind the last item, also when that item is gone', () => {
    const first = listPage(items, { MaxResults: 2 }, ascending);
    const rest = items.filter(({ name }) => name !== 'a');
    const second = listPage(rest, { MaxResults: 2, ...first.next }, ascending);
    expect([second.items.map(({ name }) => name), second.next]).toEqual([['c'], {}]);
  });

  test('takes MaxResults before it looks at the status, so a page may be empty', () => {
    const page = listPage(items, { MaxResults: 1, StatusEquals: 'Failed' }, ascending);
    expect([page.items, page.next]).toEqual([[], { NextToken: expect.any(String) as string }]);
  });

  test('refuses the token of another list', () => {
    const { next } = listPage(items, { MaxResults: 1 }, ascending);
    expect(() => listPage(items, { SortBy: 'Name', ...next }, ascending)).toThrow('Invalid NextToken');
    expect(() => listPage(items, { NextToken: '2' }, ascending)).toThrow('Invalid NextToken');
  });
});
