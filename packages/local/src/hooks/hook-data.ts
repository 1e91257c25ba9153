/** A token with its text. Texts of one call join to the prompt, or the reply, as the model sees it. */
export interface SeenToken {
  readonly id: number;
  readonly text: string;
}

/** A token and the probability the model gives it. */
export interface LikelyToken {
  readonly token: string;
  readonly id: number;
  readonly probability: number;
}

/** Activations of one site. */
export interface CapturedActivations {
  /** Which of the requested captures this answers. */
  readonly request: number;
  /** The full path of the site; `#input` marks an input. */
  readonly site: string;
  readonly width: number;
  /** The positions selected; 0 is the first token of the prompt. */
  readonly positions: readonly number[];
  /** One row of `width` numbers per position, or a single row when they were reduced. */
  readonly data: Float32Array;
  /**
   * Only of attention weights, whose rows are [positions, heads]: how much each head looks at each position from the first
   * on, 0 for later ones.
   */
  readonly heads?: number | undefined;
  /** For each row, what the model would say next from here; only when asked for, and for the rows it was asked for. */
  readonly lens?: readonly (readonly LikelyToken[] | undefined)[] | undefined;
}

/** What `backendData.local` of a result holds when hooks were asked for. */
export interface HookData {
  readonly prompt: readonly SeenToken[];
  /** Token j was chosen from what was computed at position `prompt.length − 1 + j`. */
  readonly reply: readonly SeenToken[];
  readonly captures: readonly CapturedActivations[];
}
