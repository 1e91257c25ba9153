/** A message as chat models are trained on it. */
export type ChatMessage =
  | { readonly role: "system"; readonly content: string }
  | {
      readonly role: "user";
      readonly content: string;
      /** Who it is, where the file that it was read from told that beside the role. */
      readonly name?: string;
    }
  | {
      readonly role: "assistant";
      readonly content: string;
      /** Which of several it is, where the file that it was read from told that beside the role. */
      readonly name?: string;
      readonly tool_calls?: readonly ChatToolCall[];
      /** Stands where the model must not learn to say this. */
      readonly weight?: 0;
    }
  | { readonly role: "tool"; readonly tool_call_id: string; readonly name: string; readonly content: string };

/** A tool call as chat templates and Hugging Face datasets read it: its arguments are an object, not JSON text. */
export interface ChatToolCall {
  readonly id: string;
  readonly type: "function";
  readonly function: { readonly name: string; readonly arguments: unknown };
}

/** A tool as it is described to a model. */
export interface ChatTool {
  readonly type: "function";
  readonly function: {
    readonly name: string;
    readonly description: string;
    /** JSON Schema of the arguments. */
    readonly parameters: Readonly<Record<string, unknown>>;
    /** Whether the arguments follow the schema to the letter, as OpenAI's strict mode has it. */
    readonly strict?: boolean;
  };
}
