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
  /** What came of its conversations, for kinds in which they can go well or badly. */
  readonly outcomes: { readonly reached: number; readonly missed: number; readonly unjudged: number } | null;
}

/** A run in full. */
export interface RunView extends RunRow {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** US dollars, when prices are known. */
  readonly cost: number | null;
  readonly meanCallMs: number;
  /** Its dialogues by why they ended, for kinds that make dialogues. */
  readonly ends: Readonly<Record<string, number>>;
  /** In how many ways its conversations came out, for kinds in which they can go well or badly. */
  readonly cameOut: Readonly<Record<string, number>>;
  /** What went wrong within its dialogues, also where another try put it right. */
  readonly faults: Readonly<Record<string, number>>;
  /** Dialogues with a message that is not whole. */
  readonly cut: number;
  readonly models: readonly string[];
  readonly recipe: unknown;
  /** Newest lines, oldest first. */
  readonly log: readonly string[];
}
