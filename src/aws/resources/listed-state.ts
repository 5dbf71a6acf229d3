/** Milliseconds since 1970 where it is a time. */
export interface ListedState {
  readonly name: string;
  /** SageMaker's own word, e.g. `InProgress`. */
  readonly state: string;
  /** The secondary status of a training job; SageMaker tells it in most lists. */
  readonly secondary?: string;
  readonly createdAt?: number;
  readonly modifiedAt?: number;
}

/** Those created, and those changed, at that time or later; milliseconds since 1970. */
export interface ListQuery {
  readonly createdFrom?: number;
  readonly modifiedFrom?: number;
}

/** One call is one page, of the most that SageMaker gives, newest first. It says what it sorts by: model and documentation disagree on the default. */
export const pageOf = ({ createdFrom, modifiedFrom }: ListQuery) =>
  ({
    MaxResults: 100,
    SortBy: 'CreationTime',
    SortOrder: 'Descending',
    ...(createdFrom === undefined ? {} : { CreationTimeAfter: justBefore(createdFrom) }),
    ...(modifiedFrom === undefined ? {} : { LastModifiedTimeAfter: justBefore(modifiedFrom) }),
  }) as const;

type Onwards = Partial<Omit<ReturnType<typeof pageOf>, 'SortOrder'>> & { SortOrder?: 'Ascending' };

/** A list in a fixed order, oldest first, from what was created at that time on; as it comes where no time is given. */
export const onwards = (createdFrom: number | undefined): Onwards =>
  createdFrom === undefined
    ? {}
    : {
        MaxResults: 100,
        SortBy: 'CreationTime',
        SortOrder: 'Ascending',
        ...(createdFrom > 1_000 && { CreationTimeAfter: justBefore(createdFrom) }),
      };

/** "After" may leave the very time out, and times go over the wire in seconds. */
const justBefore = (time: number): Date => new Date(time - 1_000);
