export interface RequestCounts {
  readonly read: number;
  readonly write: number;
  /** By method and route: `GET /v1/events/:id`. */
  readonly byPath: Readonly<Record<string, number>>;
  /** Milliseconds they were open, each from its head to the end of its answer. */
  readonly openMs: number;
}
