import assert from "node:assert/strict";
import type { ChatRequest, ModelCapabilities } from "../../chat-model.ts";
import { ModelError } from "../../errors/model-error.ts";
import type { Message } from "../../message.ts";
import { type BackendUnderTest, withServer } from "./backend-under-test.ts";
import { type ConformanceCase, skipWithout } from "./conformance-case.ts";
import { replyOf, waysToCall, weatherTool } from "./sample-calls.ts";

const system = (content = "You run a lighthouse."): Message => ({ role: "system", content });
const user = (content = "Is the lamp lit?"): Message => ({ role: "user", content });
const said = (content = "It has been lit for hours."): Message => ({ role: "assistant", content });
const called = (...ids: readonly string[]): Message => ({
  role: "assistant",
  content: "",
  toolCalls: ids.map((id) => ({ id, name: weatherTool.name, input: { place: id } })),
});
const result = (toolCallId: string, content = `calm at ${toolCallId}`): Message => ({
  role: "tool",
  toolCallId,
  name: weatherTool.name,
  content,
});

/** Threads that come up in dialogues, and that one provider or another refuses as they are. */
const threads: Readonly<Record<string, readonly Message[]>> = {
  "instructions only": [system()],
  "no message at all": [],
  "the assistant first": [system(), said(), user()],
  "the assistant first and alone": [system(), said()],
  "the user twice in a row": [system(), user(), user("And the horn?")],
  "the assistant twice in a row": [user(), said(), said("And the horn sounds."), user("Good.")],
  "the assistant last": [user(), said()],
  "an instruction in the middle": [system(), user(), said(), system("Mention the fog."), user("And now?")],
  "an instruction last": [system(), user(), said(), system("Mention the fog.")],
  "instructions first, in two messages": [system(), system("Be brief."), user()],
  "an empty message of the user": [system(), user(), said(), user("")],
  "white space for a message": [system(), user(), said(" \n"), user("\t")],
  "an empty message of the assistant": [user(), said(""), user("Hello?")],
  "an empty instruction": [system(""), user()],
  "two users by name": [
    { role: "user", name: "Ada Lovelace", content: "Hello." },
    { role: "user", name: "Grace Hopper", content: "Hello, too." },
  ],
};

const toolThreads: Readonly<Record<string, readonly Message[]>> = {
  "results in another order": [user(), called("north", "south"), result("south"), result("north")],
  "words between a call and its result": [user(), called("north"), user("Well?"), result("north")],
  "an instruction between two results": [
    user(),
    called("north", "south"),
    result("north"),
    system("Hurry."),
    result("south"),
  ],
  "a call without a result": [user(), called("north"), user("Well?")],
  "a result without its call": [user(), result("north"), user("Well?")],
  "an empty result": [user(), called("north"), result("north", "")],
  "ids used again": [
    user(),
    called("call_0"),
    result("call_0"),
    said(),
    user("Again?"),
    called("call_0"),
    result("call_0"),
  ],
  "ids of another provider": [
    user(),
    called("functions.look_up_weather:0/é"),
    result("functions.look_up_weather:0/é"),
  ],
  "a call first": [system(), called("north"), result("north")],
  "words of the assistant before its call": [user(), said(), called("north"), result("north")],
};

/** Whatever a dialogue brings about, the provider takes it, and no word is lost. */
export function threadCases(backend: BackendUnderTest, capabilities: ModelCapabilities): ConformanceCase[] {
  const skip = skipWithout(capabilities.tools, "tools");
  const tools = [weatherTool];
  return [
    ...Object.entries(threads).map(([name, messages]) => accepted(backend, name, { messages })),
    ...Object.entries(toolThreads).map(([name, messages]) => ({
      ...accepted(backend, name, { messages, tools }),
      skip,
    })),
    ...(["auto", "none"] as const).map((toolChoice) => ({
      ...accepted(backend, `an earlier use of tools, and now ${toolChoice}`, {
        messages: [user(), called("north"), result("north"), said(), user("And now?")],
        tools,
        toolChoice,
      }),
      skip,
    })),
    {
      ...accepted(backend, "an earlier use of tools that are offered no longer", {
        messages: [user(), called("north"), result("north"), said(), user("And now?")],
      }),
      skip,
    },
    ...waysToCall.map(([way, call]) => ({
      name: `${way}: two speakers without opening words, each turn taken`,
      run: () =>
        withServer(backend, async (model, server) => {
          server.answer({ reply: replyOf() });
          const turns: string[] = [];
          for (let turn = 0; turn < 5; turn++) {
            const view = turns.map((text, index) => (index % 2 === turn % 2 ? said(text) : user(text)));
            turns.push(
              (await call(model, { messages: [system(`You are speaker ${turn % 2}.`), ...view] })).text,
            );
          }
          assert.equal(server.requests.length, 5);
        }),
    })),
    {
      name: "what was added to a thread is named in a warning, once",
      run: () =>
        withServer(backend, async (model, server) => {
          server.answer({ reply: replyOf() });
          const { warnings } = await model.generate({ messages: [system(), said(""), user(""), user("")] });
          const about = warnings.filter(({ setting }) => setting === "messages");
          assert.ok(about.length > 0, "no warning");
          assert.equal(
            new Set(about.map(({ message }) => message)).size,
            about.length,
            "a warning came twice",
          );
        }),
    },
    {
      name: "an image is refused, not dropped",
      run: () =>
        withServer(backend, async (model, server) => {
          const content = [{ type: "image_url", image_url: { url: "data:image/png;base64,aGk=" } }];
          const messages = [{ role: "user", content }] as unknown as ChatRequest["messages"];
          const error = await model.generate({ messages }).catch((failure: unknown) => failure);
          assert.ok(ModelError.isInstance(error) && error.kind === "unsupported", String(error));
          assert.equal(server.requests.length, 0);
        }),
    },
  ];
}

function accepted(backend: BackendUnderTest, name: string, request: ChatRequest): ConformanceCase {
  return {
    name: `a thread with ${name} is taken, and no word of it is lost`,
    run: () =>
      withServer(backend, async (model, server) => {
        server.answer({ reply: replyOf() });
        assert.equal((await model.generate(request)).finishReason, "stop");
        assert.equal(server.requests.length, 1);
        const body = server.requests[0]?.body ?? "";
        for (const { content, role } of request.messages)
          if (content.trim() !== "")
            assert.ok(body.includes(content), `"${content}" of the ${role} got lost`);
      }),
  };
}
