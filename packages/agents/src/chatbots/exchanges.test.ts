import { expect, it } from "vitest";
import { completion, startJsonServer } from "../testing/start-json-server.ts";
import { look, talkWith } from "../testing/talk-with.ts";
import { openaiChatbot } from "./openai-chatbot.ts";

type Item = Record<string, unknown>;

const lines = ["Look.", "And again?", "Look twice.", "It fails.", "Hello?"];
const isFinal = (last: Item) => last["role"] === "tool" || last["type"] === "function_call_output";
const wants = (last: Item) =>
  String(last["content"]).includes("Look") ? ["a", "b"].slice(0, last["content"] === "Look." ? 1 : 2) : [];

/** What a server of each protocol says to the last item of what it is sent; its words are as they are on purpose. */
const protocols = {
  chat: {
    key: "messages",
    say(last: Item): readonly Item[] {
      const calls = wants(last).map((id) => ({
        id,
        type: "function",
        function: { name: "look", arguments: '{ "id" : "o1" }' },
      }));
      if (calls.length === 0)
        return [{ role: "assistant", content: isFinal(last) ? " Found it.\n" : "Yes?" }];
      return [{ role: "assistant", content: "One moment. ", tool_calls: calls }];
    },
    answer: ([message]: readonly Item[]) => completion(message as object),
    callsIn: ([message]: readonly Item[]) => (message?.["tool_calls"] ?? []) as readonly Item[],
    result: (call: Item, content: string) => ({ role: "tool", tool_call_id: call["id"], content }),
  },
  responses: {
    key: "input",
    say(last: Item): readonly Item[] {
      const calls = wants(last).map((id) => ({
        type: "function_call",
        id: `f${id}`,
        call_id: id,
        name: "look",
        arguments: '{ "id" : "o1" }',
      }));
      const text = calls.length > 0 ? "One moment. " : isFinal(last) ? " Found it.\n" : "Yes?";
      const content = [{ type: "output_text", text, annotations: [] }];
      return [
        { type: "reasoning", id: "rs", summary: [] },
        { type: "message", id: "m", role: "assistant", content },
        ...calls,
      ];
    },
    answer: (items: readonly Item[]) => ({ id: "r", object: "response", status: "completed", output: items }),
    callsIn: (items: readonly Item[]) => items.filter(({ type }) => type === "function_call"),
    result: (call: Item, output: string) => ({
      type: "function_call_output",
      call_id: call["call_id"],
      output,
    }),
  },
} as const;

it.each(["chat", "responses"] as const)(
  "a history holds what was exchanged, as a loop of its owner's would (%s)",
  async (api) => {
    const { key, say, answer, callsIn, result } = protocols[api];
    await using server = await startJsonServer(({ body }, response) => {
      const last = (body[key] as readonly Item[]).at(-1) as Item;
      if (last["content"] === "It fails.") return void response.writeHead(500).end();
      return answer(say(last));
    });
    const bot = openaiChatbot({ url: `${server.url}/v1`, api });
    const { answers } = await talkWith(bot, { tools: [look], onError: "record" }, lines);
    expect(answers.map(({ text }) => text)).toEqual([
      "One moment. \n\n Found it.\n",
      "Yes?",
      "One moment. \n\n Found it.\n",
      "",
      "Yes?",
    ]);
    // The owner's loop.
    const thread: Item[] = [];
    const sent: Item[][] = [];
    for (const content of lines) {
      thread.push({ role: "user", content });
      for (let calls: readonly Item[] | undefined; calls === undefined || calls.length > 0;) {
        sent.push([...thread]);
        if (content === "It fails.") break;
        const said = say(thread.at(-1) as Item);
        // Of an answer without calls its words are enough.
        thread.push(
          ...(isFinal(thread.at(-1) as Item) || callsIn(said).length > 0
            ? said
            : [{ role: "assistant", content: "Yes?" }]),
        );
        calls = callsIn(said);
        for (const call of calls) thread.push(result(call, '{"id":"o1","price":3}'));
      }
    }
    expect(server.received.map(({ body }) => body[key])).toEqual(sent);
  },
);
