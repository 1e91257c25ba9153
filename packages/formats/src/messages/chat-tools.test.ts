import { Dialog } from "@sdialog/core";
import { expect, it } from "vitest";
import { chatTools } from "./chat-tools.ts";

const tool = (name: string) => ({ name, description: "d", parameters: { type: "object", properties: {} } });
const own = { Bot: [tool("a")], User: [tool("b")] };

it.each<[unknown, string | undefined, string[]]>([
  [[tool("a")], "Bot", ["a"]],
  [[tool("a")], undefined, ["a"]],
  [[{ type: "function", function: tool("a") }], "Bot", ["a"]],
  [own, "Bot", ["a"]],
  [own, "User", ["b"]],
  [own, "Cem", []],
  [own, undefined, []],
  [[tool(""), { name: 7 }, null, "a"], "Bot", []],
  [undefined, "Bot", []],
])("of the tools %j, %s was told of %j", (tools, assistant, names) => {
  const dialog = new Dialog({ turns: [], tools });
  expect(chatTools(dialog, assistant).map(({ function: { name } }) => name)).toEqual(names);
});

it("describes a tool as chat APIs do, whatever of it was recorded", () => {
  const listed = (recorded: object) => chatTools(new Dialog({ turns: [], tools: [recorded] }), undefined);
  const bare = { name: "w", description: "", parameters: { type: "object", properties: {} } };
  expect(listed({ name: "w", more: 1, strict: "yes" })).toEqual([{ type: "function", function: bare }]);
  expect(
    listed({
      name: "w",
      description: "d",
      strict: false,
      parameters: { properties: { a: {} }, required: ["a"] },
    }),
  ).toEqual([
    {
      type: "function",
      function: {
        name: "w",
        description: "d",
        strict: false,
        parameters: { type: "object", properties: { a: {} }, required: ["a"] },
      },
    },
  ]);
});
