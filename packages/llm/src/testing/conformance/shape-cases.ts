import assert from "node:assert/strict";
import type { ChatResult, ModelCapabilities } from "../../chat-model.ts";
import { ModelError } from "../../errors/model-error.ts";
import { type BackendUnderTest, withServer } from "./backend-under-test.ts";
import type { ConformanceCase } from "./conformance-case.ts";
import { greeting, readAll, waysToCall, weatherTool } from "./sample-calls.ts";
import { shapeWords } from "./shape-words.ts";
import { type WireShape, wireShapes } from "./wire-shape.ts";

const { text, thinking, refusal, calls, usage } = shapeWords;

type Expected =
  | { readonly error: Partial<Pick<ModelError, "kind" | "retryable">> }
  | {
      readonly text?: string;
      readonly thinking?: string;
      readonly finishReason?: ChatResult["finishReason"];
      readonly inputs?: readonly unknown[];
      readonly usage?: Readonly<Record<keyof typeof usage, number>>;
      /** The setting of a warning there must be. */
      readonly warning?: string;
    };

const first = [calls[0].input];
const both = calls.map(({ input }) => input);

const expected: Readonly<Record<WireShape, Expected>> = {
  contentParts: { text, thinking, finishReason: "stop" },
  textAsParts: { text, finishReason: "stop" },
  reasoningDetails: { text, thinking, finishReason: "stop" },
  transcript: { text, finishReason: "stop", warning: "reply" },
  messageForDelta: { text, finishReason: "stop" },
  saidTwice: { text, finishReason: "stop" },
  refusalAsText: { text: refusal, finishReason: "content_filter" },
  textUnderContent: { text, finishReason: "stop" },
  unknownPart: { text, finishReason: "stop", warning: "reply" },
  refusal: { text: refusal, finishReason: "content_filter" },
  textBesideCall: { text, inputs: first, finishReason: "tool_calls" },
  callsWithoutIndex: { inputs: both, finishReason: "tool_calls" },
  callsOfOneIndex: { inputs: both, finishReason: "tool_calls" },
  callsOfOneId: { inputs: both, finishReason: "tool_calls", warning: "reply" },
  idWithEveryPiece: { inputs: first, finishReason: "tool_calls" },
  namelessIds: { inputs: both, finishReason: "tool_calls" },
  splitName: { inputs: first, finishReason: "tool_calls" },
  argumentsTwiceEncoded: { inputs: first, finishReason: "tool_calls" },
  argumentsAsObject: { inputs: first, finishReason: "tool_calls" },
  blocksOpenedWhole: { text, thinking, inputs: first, finishReason: "tool_calls" },
  noArguments: { inputs: [{}], finishReason: "tool_calls" },
  limitWhileThinking: { text: "", thinking, finishReason: "length" },
  limitByAnotherName: { text, finishReason: "length" },
  filteredHalfway: { text, finishReason: "content_filter" },
  blockedPrompt: { error: { kind: "content_filter", retryable: false } },
  unknownEnd: { text, finishReason: "other", warning: "reply" },
  errorInWords: { error: { kind: "permission", retryable: false } },
  errorInWordsHalfway: { error: { kind: "permission", retryable: false } },
  errorInPlainText: { error: { kind: "permission", retryable: false } },
  endInError: { error: { retryable: true } },
  errorThatStays: { error: { kind: "permission", retryable: false } },
  errorThatPasses: { error: { kind: "rate_limit", retryable: true } },
  usageWithEveryPiece: { text, usage },
  usageAtTheEnd: { text, usage },
  noUsage: { text, warning: "usage" },
  usageAsTexts: { text, usage },
  secondChoice: { text, finishReason: "stop", warning: "reply" },
  olderCall: { inputs: first, finishReason: "tool_calls" },
  olderText: { text, finishReason: "stop" },
  textTwice: { text, finishReason: "stop" },
  webPage: { error: { kind: "not_found", retryable: false } },
  errorElsewhere: { error: { kind: "permission", retryable: false } },
  errorInOtherWords: { error: { kind: "authentication", retryable: false } },
  errorBesideChoices: { error: { kind: "permission", retryable: false } },
  wholeForStream: { text, inputs: first, finishReason: "tool_calls", usage, warning: "stream" },
  streamForWhole: { text, finishReason: "stop", warning: "stream" },
  errorWithoutWords: { error: { retryable: true } },
  pausedTurn: {
    text,
    finishReason: "stop",
    usage: { inputTokens: 2 * usage.inputTokens, outputTokens: 2 * usage.outputTokens },
  },
  callInText: { text: "", inputs: first, finishReason: "tool_calls" },
  comments: { text, finishReason: "stop" },
};

/** Replies in shapes of their own: nothing of them is lost, bent or taken for something else. */
export function shapeCases(backend: BackendUnderTest, capabilities: ModelCapabilities): ConformanceCase[] {
  const { protocol } = backend;
  return Object.entries(wireShapes).flatMap(([name, told]) => {
    const shape = name as WireShape;
    const expectation = expected[shape];
    const needsTools = "inputs" in expectation && expectation.inputs !== undefined;
    return waysToCall.map(([way, call]) => ({
      name: `${way}: ${told}`,
      skip: skipShape(backend, shape, way === "stream", needsTools && !capabilities.tools),
      run: () =>
        withServer(backend, async (model, server) => {
          server.answer({ shape });
          const request = needsTools ? { ...greeting, tools: [weatherTool] } : greeting;
          const outcome = await call(model, request).catch((error: unknown) => error);
          if ("error" in expectation) return assertError(outcome, expectation.error, shape);
          if (outcome instanceof Error) throw outcome;
          const { warning, ...plain } = expectation;
          const unasked = way === "stream" ? "streamForWhole" : "wholeForStream";
          const expectsWarning = warning !== undefined && shape !== unasked;
          assertResult(outcome as ChatResult, expectsWarning ? expectation : plain);
          if (way === "stream") await assertPieces(() => readAll(model, request));
          assert.ok(server.requests.length > 0, protocol.name);
        }),
    }));
  });
}

const plainRequest = { method: "POST", path: "/", headers: {}, body: "{}" };

function skipShape(
  { protocol }: BackendUnderTest,
  shape: WireShape,
  streamed: boolean,
  withoutTools: boolean,
): string | undefined {
  if (withoutTools) return "offers no tools";
  const known = protocol.shapes?.[shape];
  if (known === undefined) return "not known to be sent";
  if (typeof known === "string") return known;
  if (known(streamed, plainRequest) === undefined)
    return streamed ? "only whole replies have it" : "only streams have it";
  return undefined;
}

/** A prompt that was blocked may also come back as an empty reply that says so. */
function assertError(
  outcome: unknown,
  wanted: Partial<Pick<ModelError, "kind" | "retryable">>,
  shape: WireShape,
): void {
  if (shape === "blockedPrompt" && !(outcome instanceof Error)) {
    assert.equal((outcome as ChatResult).finishReason, "content_filter");
    return;
  }
  assert.ok(
    ModelError.isInstance(outcome),
    `not a ModelError but ${JSON.stringify(outcome)} ${String(outcome)}`,
  );
  for (const [key, value] of Object.entries(wanted))
    assert.equal(outcome[key as "kind"], value, `${key}: ${outcome.message} (${outcome.kind})`);
}

function assertResult(result: ChatResult, wanted: Exclude<Expected, { error: unknown }>): void {
  if (wanted.text !== undefined) assert.equal(result.text, wanted.text);
  if (wanted.thinking !== undefined) assert.equal(result.thinking, wanted.thinking);
  if (wanted.finishReason !== undefined) assert.equal(result.finishReason, wanted.finishReason);
  if (wanted.usage !== undefined) {
    const { inputTokens, outputTokens } = result.usage;
    assert.deepEqual({ inputTokens, outputTokens }, wanted.usage);
  }
  if (wanted.inputs !== undefined) {
    assert.deepEqual(
      result.toolCalls.map(({ input }) => input),
      wanted.inputs,
    );
    for (const { name } of result.toolCalls) assert.equal(name, weatherTool.name);
    assert.equal(
      new Set(result.toolCalls.map(({ id }) => id)).size,
      wanted.inputs.length,
      "ids of their own",
    );
  }
  if (wanted.warning !== undefined)
    assert.ok(
      result.warnings.some(({ setting }) => setting === wanted.warning),
      `no warning of ${wanted.warning}: ${JSON.stringify(result.warnings)}`,
    );
  assert.doesNotMatch(JSON.stringify(result), /\[object/);
}

/** The pieces make up the result. */
async function assertPieces(read: () => ReturnType<typeof readAll>): Promise<void> {
  const { chunks, result } = await read();
  const joined = (type: "text" | "thinking"): string =>
    chunks.flatMap((chunk) => (chunk.type === type ? [chunk.delta] : [])).join("");
  assert.equal(joined("text"), result.text);
  assert.equal(joined("thinking"), result.thinking ?? "");
}
