/** What came of a tool call, as text for the model. */
export interface ToolOutcome {
  readonly output: string;
  readonly isError: boolean;
}

/** A tool call together with what came of it: what orchestrators are shown. */
export interface UsedTool extends ToolOutcome {
  readonly name: string;
  /** The arguments the model gave. */
  readonly input: unknown;
}
