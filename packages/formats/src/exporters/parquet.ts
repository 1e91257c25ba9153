import type { SchemaElement } from "hyparquet-writer";
import type { MessagesRow } from "../messages/exported-rows.ts";

const text = (name: string): SchemaElement => ({
  name,
  type: "BYTE_ARRAY",
  converted_type: "UTF8",
  repetition_type: "OPTIONAL",
});

/** The columns of a `messages` dataset; a message's tool calls and the tools are JSON text, since arguments and their schemas
 * have no fixed form. */
const schema: SchemaElement[] = [
  { name: "root", num_children: 6 },
  text("id"),
  { name: "messages", num_children: 1, converted_type: "LIST", repetition_type: "OPTIONAL" },
  { name: "list", num_children: 1, repetition_type: "REPEATED" },
  { name: "element", num_children: 5, repetition_type: "OPTIONAL" },
  text("role"),
  text("content"),
  text("name"),
  text("tool_calls"),
  text("tool_call_id"),
  text("tools"),
  text("model"),
  { name: "seed", type: "INT64", repetition_type: "OPTIONAL" },
  text("stop_reason"),
];

/** Writes rows as they come into a Parquet file; a few thousand are held at once. */
export async function writeParquet(path: string, rows: AsyncIterable<MessagesRow>): Promise<void> {
  const { fileWriter, parquetWriteRows } = await import("hyparquet-writer");
  await parquetWriteRows({
    writer: fileWriter(path),
    rows: columnsOf(rows),
    columns: ["id", "messages", "tools", "model", "seed", "stop_reason"].map((name) => ({ name })),
    schema,
    rowGroupSize: [1000, 5000],
  });
}

async function* columnsOf(rows: AsyncIterable<MessagesRow>): AsyncGenerator<Record<string, unknown>> {
  for await (const { messages, tools, seed, ...row } of rows) {
    yield {
      ...row,
      tools: tools === undefined ? null : JSON.stringify(tools),
      seed: seed === null ? null : BigInt(Math.trunc(seed)),
      messages: messages.map((message) => ({
        role: message.role,
        content: message.content,
        name: "name" in message ? message.name : null,
        tool_calls: "tool_calls" in message ? JSON.stringify(message.tool_calls) : null,
        tool_call_id: "tool_call_id" in message ? message.tool_call_id : null,
      })),
    };
  }
}
