/** A list of 100 a page of a million things: AWS has none that is longer. */
const mostPages = 10_000;

/** A page of any list of AWS. */
export interface ListPage {
  readonly NextToken?: string | undefined;
}

/** To be taken as trouble: what has been read is no whole list, and nothing may be concluded from what is missing in it. */
class EndlessListError extends Error {
  override readonly name = 'EndlessListError';
}

/**
 * The pages of a list as they come, of one that ends: a token that came before would lead around for ever, and so would ever new ones.
 * @throws EndlessListError
 */
export async function* boundedPages<Page extends ListPage>(
  pages: AsyncIterable<Page>,
  most = mostPages,
): AsyncGenerator<Page> {
  let count = 0;
  // One token is enough to find a circle of any length: it is taken anew at twice the distance.
  let kept: string | undefined;
  for await (const page of pages) {
    count++;
    if (page.NextToken !== undefined && page.NextToken === kept) {
      throw new EndlessListError(`a list goes round in a circle: its page ${count} leads where an earlier one led`);
    }
    if (count > most) throw new EndlessListError(`a list has no end after ${most} pages`);
    if (Number.isInteger(Math.log2(count))) kept = page.NextToken;
    yield page;
  }
}
