import { entryFields, graphFields, modelFields, tensorFields } from "./field-numbers.ts";
import { fields, payload, text } from "./wire.ts";

/** The files in which weights of a model lie, as it names them, each once. */
export function externalFiles(model: Uint8Array): readonly string[] {
  const found = new Set<string>();
  for (const graph of messages(model, modelFields.graph))
    for (const initializer of messages(graph, graphFields.initializer))
      for (const entry of messages(initializer, tensorFields.externalData)) {
        const parts = new Map([...fields(entry)].map((field) => [field.number, text(entry, field)]));
        const location = parts.get(entryFields.value);
        if (parts.get(entryFields.key) === "location" && location !== undefined) found.add(location);
      }
  return [...found];
}

function* messages(bytes: Uint8Array, number: number): Generator<Uint8Array> {
  for (const field of fields(bytes)) if (field.number === number) yield payload(bytes, field);
}
