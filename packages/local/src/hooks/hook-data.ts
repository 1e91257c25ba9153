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

/** What the logit lens shall read. */
export interface LensRequest {
  /** Rows of the residual stream, one after the other. */
  readonly states: Float32Array;
  /** How many numbers a row has. */
  readonly width: number;
  /** How many of the most probable tokens to tell. */
  readonly count: number;
}

/** Has the logit lens read what was captured earlier. @returns for each row, the most probable tokens */
export type ReadLens = (
  request: LensRequest,
  signal?: AbortSignal,
) => Promise<readonly (readonly LikelyToken[])[]>;

/** What `backendData.local` of a result holds when hooks were asked for. */
export interface HookData {
  readonly prompt: readonly SeenToken[];
  /** Token j was chosen from what was computed at position `prompt.length − 1 + j`. */
  readonly reply: readonly SeenToken[];
  readonly captures: readonly CapturedActivations[];
  /** Reads later what was captured, as far as it is shown. Only where something was. */
  readonly readLens?: ReadLens | undefined;
}
