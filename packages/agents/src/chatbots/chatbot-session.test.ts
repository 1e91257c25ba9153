import * as fc from "fast-check";
import { expect, it } from "vitest";
import { completion, startJsonServer } from "../testing/start-json-server.ts";
import { talkWith } from "../testing/talk-with.ts";
import { ChatbotSession } from "./chatbot-session.ts";
import { openaiChatbot } from "./openai-chatbot.ts";
import { webhookChatbot } from "./webhook-chatbot.ts";

const headers = new Headers();
const inField = { in: "field", name: "talk.id", from: "answer" } as const;

/** What is sent after an answer with this id, as it is written. */
function sentAfter(id: string): string {
  const session = new ChatbotSession(inField, "ours");
  const text = `{"talk": {"id": ${id}}}`;
  session.learn({ headers, body: JSON.parse(text), text });
  return JSON.stringify(session.body({ message: "x" }));
}

it("sends back the id in a field as the value that was read, whatever JSON it is", () => {
  fc.assert(
    fc.property(
      fc.jsonValue().filter((value) => value !== null),
      (id) => {
        const written = JSON.stringify(id);
        expect(sentAfter(written)).toBe(`{"message":"x","talk":{"id":${written}}}`);
      },
    ),
  );
});

it("sends back numbers of any length digit by digit", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), (id) => {
      expect(sentAfter(`[${id}]`)).toBe(`{"message":"x","talk":{"id":[${id}]}}`);
    }),
  );
  expect(sentAfter("1.10")).toBe('{"message":"x","talk":{"id":1.10}}');
});

it("goes on in the conversation whose id is a number", async () => {
  await using server = await startJsonServer(({ body }) => {
    const known = body["conversation_id"] === undefined || body["conversation_id"] === 42;
    return { conversation_id: 42, answer: known ? "noted" : "unknown conversation" };
  });
  const session = { in: "field", name: "conversation_id", from: "answer" } as const;
  const bot = webhookChatbot({ url: server.url, body: { message: "{{message}}" }, session });
  const { answers } = await talkWith(bot);
  expect(answers.map(({ text }) => text)).toEqual(["noted", "noted"]);
});

it("says that an id was rounded where its digits were not kept", async () => {
  await using server = await startJsonServer(() =>
    JSON.stringify({ ...completion({ content: "ok" }), talk: { id: 0 } }).replace(
      '"id":0',
      '"id":9007199254740993',
    ),
  );
  const bot = openaiChatbot({ url: `${server.url}/v1`, remembers: true, session: inField });
  const { answers } = await talkWith(bot, { onError: "record" }, ["One"]);
  expect(answers[0]?.chatbotError).toMatchObject({
    kind: "protocol",
    message: expect.stringContaining("more digits than can be sent back"),
  });
});

it.each([null, undefined])("refuses a first answer that holds no id: %s", (id) => {
  const session = new ChatbotSession(inField, "ours");
  expect(() => session.learn({ headers, body: { talk: { id } } })).toThrow(/holds no session id/);
});
