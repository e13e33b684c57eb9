export interface RequestCounts {
  readonly read: number;
  readonly write: number;
  /** By method and route: `GET /v1/events/:id`. */
  readonly byPath: Readonly<Record<string, number>>;
}
