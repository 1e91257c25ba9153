/** A run in the opened folder. */
export interface RunRow {
  /** Path inside the opened folder. */
  readonly path: string;
  readonly name: string;
  readonly kind: string;
  /** ISO 8601. */
  readonly created: string;
  readonly done: number;
  readonly failed: number;
  readonly pending: number;
  readonly total: number;
  /** Whether this playground is working on it. */
  readonly running: boolean;
  /** Failed tasks by reason. */
  readonly reasons: Readonly<Record<string, number>>;
}

/** A run in full. */
export interface RunView extends RunRow {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** US dollars, when prices are known. */
  readonly cost: number | null;
  readonly meanCallMs: number;
  readonly models: readonly string[];
  readonly recipe: unknown;
  /** Newest lines, oldest first. */
  readonly log: readonly string[];
}
