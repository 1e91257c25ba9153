import { register } from "@sdialog/core";
import { openaiReader } from "./openai.ts";

const from = "@sdialog/formats";

register("reader", {
  name: "openai",
  description: 'a conversation a line as OpenAI\'s API writes it: {"messages": [{"role", "content"}]}',
  from,
  extensions: [],
  create: () => openaiReader,
});
