import { Dialog } from "../dialog/dialog.ts";
import { register } from "../registry/registry.ts";
import { parseDialogsJsonl } from "../text/dialog-jsonl.ts";
import { parseDialogTable } from "../text/dialog-table.ts";
import { parseDialogText } from "../text/dialog-text.ts";
import { parseJson } from "../text/parse-json.ts";

const from = "@sdialog/core";

register("reader", {
  name: "json",
  description: "a dialogue, or a list of them, as JSON",
  from,
  extensions: [".json"],
  create:
    (_, { onError }) =>
    async ({ text, source, id }) => {
      const content = await text();
      // Many tools write JSON Lines into files that end in .json.
      if (isJsonLines(content)) return collected(parseDialogsJsonl([content], { source, onError }));
      const data = parseJson(content, source);
      return Array.isArray(data)
        ? data.map((item, index) => Dialog.from(item, `${source}, item ${index + 1}`))
        : [Dialog.from(withId(data, id), source)];
    },
});

register("reader", {
  name: "jsonl",
  description: "a dialogue a line, as JSON; read line by line",
  from,
  extensions: [".jsonl", ".ndjson"],
  create:
    (_, { onError }) =>
    ({ chunks, source }) =>
      parseDialogsJsonl(chunks(), { source, onError }),
});

for (const [name, delimiter, word] of [
  ["csv", ",", "commas"],
  ["tsv", "\t", "tabs"],
] as const) {
  register("reader", {
    name,
    description: `a dialogue as a table, a turn a row, its values separated by ${word}`,
    from,
    extensions: [`.${name}`],
    create:
      (_, options) =>
      async ({ text, source, id }) => [
        parseDialogTable(await text(), {
          columns: options.columns,
          source,
          id,
          ...(name === "csv" ? {} : { delimiter }),
        }),
      ],
  });
}

register("reader", {
  name: "txt",
  description: "a dialogue as text, a turn a line",
  from,
  extensions: [".txt"],
  create:
    (_, options) =>
    async ({ text, source, id }) => [
      parseDialogText(await text(), {
        template: options.template,
        defaultSpeakers: options.defaultSpeakers,
        source,
        id,
      }),
    ],
});

/** Whether the first of several lines is an object by itself. */
function isJsonLines(text: string): boolean {
  const [first = "", second] = text.trim().split(/\r?\n/, 2);
  if (second === undefined || !first.startsWith("{") || !first.endsWith("}")) return false;
  try {
    JSON.parse(first);
    return true;
  } catch {
    return false;
  }
}

async function collected(dialogs: AsyncIterable<Dialog>): Promise<Dialog[]> {
  const all: Dialog[] = [];
  for await (const dialog of dialogs) all.push(dialog);
  return all;
}

function withId(data: unknown, id: string | number): unknown {
  const isObject = typeof data === "object" && data !== null;
  return isObject && (!("id" in data) || data.id === null) ? { ...data, id } : data;
}
