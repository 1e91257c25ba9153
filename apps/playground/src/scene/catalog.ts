import { Context, registered } from "@sdialog/core";
import { listBackends } from "@sdialog/llm";
import { roomPresets } from "@sdialog/voice";
import * as z from "zod";
import "@sdialog/agents";
import "@sdialog/flow";
import "@sdialog/orchestrators";
import "@sdialog/personas";
import "@sdialog/realism";
import type { Catalog, Form } from "../protocol/catalog.ts";
import { metricChoices } from "./metric-choices.ts";
import { schemaForm } from "./schema-form.ts";
import { sceneTools } from "./scene-tools.ts";

/** @param folder how the opened folder is called */
export function catalog(folder: string): Catalog {
  return {
    folder,
    personas: formsOf("persona"),
    context: schemaForm(Context.className, "the situation", z.object(Context.shape)),
    rules: [...formsOf("orchestrator"), ...formsOf("policy")],
    policies: registered("policy").map(({ name }) => name),
    chatbots: formsOf("chatbot"),
    tools: Object.entries(sceneTools).map(([name, { description }]) => ({ name, description })),
    metrics: metricChoices(),
    backends: listBackends().map(({ name }) => name),
    rooms: Object.keys(roomPresets),
  };
}

/** What is registered when the page asks, whoever registered it. */
function formsOf(kind: "persona" | "orchestrator" | "policy" | "chatbot"): Form[] {
  return registered(kind).map(({ name, description, schema = z.object({}) }) =>
    schemaForm(name, description, schema),
  );
}
