import { afterEach, describe, expect, it } from "vitest";
import { closeTestServers, serveForTest } from "../serve-for-test.ts";

afterEach(closeTestServers);

describe("responses, spoken to by the openai client", () => {
  it("answer, and go on from a stored response", async () => {
    const { openai, model } = await serveForTest(["Hello!", "You said hi."]);
    const first = await openai.responses.create({ model: "Alice", input: "Hi", instructions: "Be brief." });
    expect(first).toMatchObject({ status: "completed", output_text: "Hello!", instructions: "Be brief." });
    expect(first.usage).toMatchObject({ input_tokens: 6, output_tokens: 1 });
    const second = await openai.responses.create({
      model: "Alice",
      input: [{ role: "user", content: [{ type: "input_text", text: "What did I say?" }] }],
      previous_response_id: first.id,
    });
    expect(second.output_text).toBe("You said hi.");
    expect(model.requests[1]?.messages.map(({ content }) => content)).toEqual([
      "You are Alice.",
      "Hi",
      "Hello!",
      "What did I say?",
    ]);
  });

  it("forget what was not to be stored", async () => {
    const { openai } = await serveForTest(["Hello!"]);
    const { id } = await openai.responses.create({ model: "Alice", input: "Hi", store: false });
    await expect(
      openai.responses.create({ model: "Alice", input: "And?", previous_response_id: id }),
    ).rejects.toMatchObject({ status: 400, code: "previous_response_not_found" });
  });

  it("stream every event in order, thinking first when it is shown", async () => {
    const { openai } = await serveForTest(["<think>A greeting.</think>Hello there!"], {
      revealThinking: true,
    });
    const stream = openai.responses.stream({ model: "Alice", input: "Hi" });
    const types: string[] = [];
    const numbers: number[] = [];
    for await (const event of stream) {
      types.push(event.type);
      numbers.push(event.sequence_number);
    }
    expect([...new Set(types)]).toEqual([
      "response.created",
      "response.in_progress",
      "response.output_item.added",
      "response.reasoning_summary_part.added",
      "response.reasoning_summary_text.delta",
      "response.reasoning_summary_text.done",
      "response.reasoning_summary_part.done",
      "response.output_item.done",
      "response.content_part.added",
      "response.output_text.delta",
      "response.output_text.done",
      "response.content_part.done",
      "response.completed",
    ]);
    expect(numbers).toEqual(numbers.map((_, index) => index));
    const final = await stream.finalResponse();
    expect(final.output_text).toBe("Hello there!");
    expect(final.output.map(({ type }) => type)).toEqual(["reasoning", "message"]);
  });

  it("take calls that were made at once before the first result", async () => {
    const { openai, model } = await serveForTest(["Warm."]);
    const called = (id: string) =>
      ({ type: "function_call", call_id: id, name: "weather", arguments: "{}" }) as const;
    const output = (id: string) => ({ type: "function_call_output", call_id: id, output: id }) as const;
    const input = [{ role: "user" as const, content: "Hi" }, called("a"), called("b"), output("a")];
    await expect(openai.responses.create({ model: "Alice", input })).rejects.toThrow(
      'the call of "weather" has no result',
    );
    const whole = { model: "Alice", input: [...input, output("b")] };
    expect((await openai.responses.create(whole)).output_text).toBe("Warm.");
    const results = model.requests[0]?.messages.filter(({ role }) => role === "tool");
    expect(results).toMatchObject([
      { toolCallId: "a", content: "a" },
      { toolCallId: "b", content: "b" },
    ]);
  });

  it("say when an answer was cut off, and refuse what agents cannot do", async () => {
    const { openai } = await serveForTest([{ text: "Once", finishReason: "length" }]);
    const response = await openai.responses.create({ model: "Alice", input: "Hi", max_output_tokens: 16 });
    expect(response).toMatchObject({
      status: "incomplete",
      incomplete_details: { reason: "max_output_tokens" },
    });
    const call = { type: "function_call_output", call_id: "1", output: "x" } as const;
    await expect(openai.responses.create({ model: "Alice", input: [call] })).rejects.toThrow(
      "is the result of a call",
    );
  });
});
