import {
  checkArguments,
  checkOptions,
  inALanguage,
  inputJsonSchema,
  type OptionNames,
  requireArguments,
} from "@sdialog/core/internal";
import { type AnySchema, InvalidArgumentError } from "@sdialog/core";
import type { ToolDefinition } from "@sdialog/llm";
import type * as z from "zod/mini";

/** Something an agent can do besides talking. */
export interface Tool extends ToolDefinition {
  /** The result is the agent's reply, word for word; the model is not asked again. */
  readonly returnDirect: boolean;
  /** Longest time one call may take, in milliseconds. */
  readonly timeoutMs?: number | undefined;
  /** Run by whoever asked for the reply, and not here: a call of it ends the turn and is part of the draft. */
  readonly isExternal?: boolean | undefined;
  /**
   * Checks the input and runs the tool.
   * @returns the result; an async iterable yields progress first and its last value is the result
   * @throws whatever the tool throws; ZodError for input that does not fit
   */
  execute(input: unknown, context: ToolContext): unknown;
}

/** Who calls a tool, and until when the result is wanted. */
export interface ToolContext {
  /** Name of the agent that calls. */
  readonly agent: string;
  /** Aborts when the conversation is cancelled and when the tool's time is up. */
  readonly signal?: AbortSignal | undefined;
}

/** What {@link tool} makes a tool of: how the model sees it, the schema of its input, and what it does. */
export interface ToolOptions<Input extends AnySchema> {
  /** Letters, digits, `_` and `-`, at most 64. */
  readonly name: string;
  /** Tells the model when and how to use it. */
  readonly description: string;
  /** Schema of the input object; input that does not fit never reaches `run`. */
  readonly input: Input;
  /** Does it. An async iterable yields progress first; its last value is the result. */
  readonly run: (input: z.output<Input>, context: ToolContext) => unknown;
  /** The result is the agent's reply, word for word; the model is not asked again. Default: false. */
  readonly returnDirect?: boolean | undefined;
  /** Longest time one call may take, in milliseconds; then the model is told so. Default: no limit. */
  readonly timeoutMs?: number | undefined;
}

const toolOptionNames: OptionNames<ToolOptions<AnySchema>> = {
  name: true,
  description: true,
  input: true,
  run: true,
  returnDirect: true,
  timeoutMs: true,
};

/** Makes a tool from a zod schema and a function. @throws InvalidArgumentError for a name no provider accepts, an input that JSON has no form for (`z.date()`) or that is of zod 3, or a time of 0 or less */
export function tool<Input extends AnySchema>(options: ToolOptions<Input>): Tool {
  checkArguments("tool", arguments, 1);
  checkOptions("tool", options, toolOptionNames);
  requireArguments("tool", arguments, 1);
  const { name, description, input, run, returnDirect = false, timeoutMs } = options;
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(name)) {
    throw new InvalidArgumentError(`"${name}" cannot be the name of a tool`, {
      hint: "Use at most 64 letters, digits, _ and -.",
    });
  }
  if (timeoutMs !== undefined && !(timeoutMs > 0))
    throw new InvalidArgumentError(`timeoutMs of tool ${name} must be more than 0, not ${timeoutMs}`);
  return {
    name,
    description,
    inputSchema: inputJsonSchema(`tool ${name}: input`, input),
    returnDirect,
    timeoutMs,
    execute: (value, context) => run(inALanguage(input).parse(value) as z.output<Input>, context),
  };
}
