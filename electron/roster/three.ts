/** One thing of each of the three files; without a base there are two. */
export interface Three<T> {
  readonly left: T;
  readonly right: T;
  readonly base: T | null;
}
