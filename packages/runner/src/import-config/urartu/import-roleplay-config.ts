import { Random } from "@sdialog/core";
import { listBackends } from "@sdialog/llm";
import { roleplayKind } from "../../recipe/kinds/roleplay.ts";
import { leaves } from "../../recipe/layers.ts";
import { type Path, isPlainObject } from "../../recipe/paths.ts";
import {
  because,
  ConfigImport,
  type ImportedConfig,
  type KeyRules,
  type Outcome,
  to,
  unknownKey,
} from "../config-import.ts";

type Fields = Readonly<Record<string, unknown>>;

const elsewhere = because("where a model's server keeps and computes things is up to the server");
const ours = because("a run keeps its results, log and usage in its own folder; say where with --out");
const wrapped = because("how turns are wrapped for a family of models is the model's chat template");

/** A mark that begins a turn, and whose it is: `<|im_start|>user`. */
const turnOpening = /<\|?(?:im_start|start_header_id|start_of_turn)\|?>\s*\w+/g;

/** What stands before a turn in templates without marks: `USER:`, `### Response:`, `GPT4 Correct Assistant:`. */
const roleLabel =
  /^(?:(?:GPT4|Code|Math) (?:Correct )?)?(?:system|user|human|assistant|model|bot|instruction|instruct|input|response|output|question|answer)(?: ?:|$)/i;

/** What becomes of the text around a responder's first message: marks of a chat template, and what it may be told besides. */
function wrapper(text: string): ReturnType<typeof wrapped> {
  const told = text
    .replaceAll(turnOpening, "\n")
    .replaceAll(/<\|[^|<>]*\|>|<{1,2}\/?\w+>{1,2}|\[\/?\w+\]|#{2,}/g, "\n")
    .split("\n")
    .map((line) => line.trim().replace(roleLabel, ""))
    .join(" ")
    .replaceAll(/\s+/g, " ")
    .trim();
  if (!/\p{L}/u.test(told)) return wrapped(text, {});
  const quote = told.length > 80 ? `${told.slice(0, 80)}…` : told;
  return `not mapped: it tells the responder "${quote}", and a responder is told nothing here but what the inquirer says`;
}

/** Each setting of a model, by what stands below `model_inquirer` or `model_responder`. */
const modelRules = (place: "inquirer" | "responder"): KeyRules => {
  const own = place === "inquirer" ? "inquirer." : "";
  const settings = `${own}settings`;
  return {
    name: (name, config) => [[`${own}model`, modelNameOf(String(name), fields(config), place)]],
    "type._target_": because(
      "the class says by which library a model is called; here the name's backend does",
    ),
    role: because("who asks and who answers follows from the place"),
    cache_dir: elsewhere,
    dtype: elsewhere,
    device: elsewhere,
    api_token: because(
      "keys come from the environment (HF_TOKEN, OPENAI_API_KEY …), never from a file or a command line",
    ),
    non_coherent_max_n: because(
      "compat looks for units of four words of the inquirer, five of the responder",
    ),
    non_coherent_r: because("a unit must occur three times in a row, a word four times"),
    regenerate_tries: (tries) => (typeof tries === "number" ? [["turnRetries", tries]] : "none is set"),
    "generate.do_sample": (on) => (on === false ? [[`${settings}.temperature`, 0]] : []),
    "generate.max_new_tokens": to(`${settings}.maxTokens`),
    "generate.temperature": to(`${settings}.temperature`),
    "generate.top_p": (p) =>
      Number(p) > 0 && Number(p) <= 1 ? [[`${settings}.topP`, p]] : `${String(p)} is not a probability`,
    "generate.top_k": to(`${settings}.topK`),
    "generate.repetition_penalty": to(`${settings}.repetitionPenalty`),
    "generate.num_beams": because("no server offers beam search"),
    "generate.penalty_alpha": because("no server offers contrastive search"),
    "conv_template.first_turn_input": (text) =>
      place === "inquirer"
        ? templateOf("inquirer", String(text), ["{{persona}}", "{{goal}}"])
        : wrapper(String(text)),
    "conv_template.response_forwarding": (text) =>
      templateOf("inquirer-follow-up", String(text), ["{{answer}}"]),
    "conv_template.mid_response_forwarding": because(
      "a further step is asked for by the prompt inquirer-follow-up, as {{step}}",
    ),
    "conv_template.n_th_turn_input": wrapped,
    "conv_template.model_output": wrapped,
    "conv_template.idx_of_possible_prompt": (index) =>
      index === 0
        ? "the first quotation is the message under compat, else the longest"
        : "only the first can be taken",
  };
};

const rules: KeyRules = {
  action_name: because("the command says what is done"),
  seed: to("seed"),
  debug: because("--dry-run and --print-config show what would be done"),
  "action_config.seed": to("seed"),
  "action_config.workdir": ours,
  "action_config.experiment_name": to("name"),
  "action_config.device": elsewhere,
  "action_config.task.num_turns": to("maxTurns", (exchanges: number) => 2 * exchanges),
  ...Object.fromEntries(
    (["inquirer", "responder"] as const).flatMap((place) =>
      Object.entries(modelRules(place)).map(([key, rule]) => [
        `action_config.task.model_${place}.${key}`,
        rule,
      ]),
    ),
  ),
  "slurm.use_slurm": (on) => [["executor", on === true ? "slurm" : "local"]],
  "slurm.partition": to("slurm.partition"),
  "slurm.account": to("slurm.account"),
  "slurm.cpus_per_task": to("slurm.cpus"),
  "slurm.mem": to("slurm.memory", (gigabytes: number) => `${gigabytes}G`),
  "slurm.mem_gb": to("slurm.memory", (gigabytes: number) => `${gigabytes}G`),
  "slurm.timeout_min": to("slurm.time", (minutes: number) => String(minutes)),
  "slurm.time_hours": to("slurm.time", (hours: number) => String(hours * 60)),
  "slurm.nodes": because("each task of the array is a job of its own"),
};

/** Keys whose values are read together, and what stands below them. */
const together = [
  "action_config.task.dataset",
  "action_config.task.persona",
  "action_config.task.spec_tokens",
  "recipe",
  "aim",
];
const knownKeys = [...Object.keys(rules), ...together];

function isTogether(key: string): boolean {
  return together.some((name) => key === name || key.startsWith(`${name}.`));
}

/**
 * A configuration of LLM Roleplay, composed as UrarTU does, as a recipe of kind `roleplay`, key by key: mapped, or why not.
 * What stands below `recipe` is the recipe's own.
 *
 * @throws RecipeError for what is not such a configuration, and for a value that no recipe can have
 */
export function importRoleplayConfig(config: Fields): ImportedConfig {
  const into = new ConfigImport("LLM Roleplay", "roleplay");
  const isKey = (key: string): boolean =>
    isTogether(key) || knownKeys.includes(key) || key.startsWith("slurm.");
  into.requireKeys(config, isKey, knownKeys);
  for (const [path, value] of leaves(config)) {
    const key = path.join(".");
    if (path.length === 0 || isTogether(key)) continue;
    if (value === null && !key.endsWith("regenerate_tries")) continue;
    if (Object.hasOwn(rules, key)) into.put(key, rules[key]?.(value, config) ?? "");
    else
      into.put(
        key,
        key.startsWith("slurm.")
          ? "say it in slurm.options of the recipe, as sbatch does"
          : unknownKey(key, "LLM Roleplay", knownKeys),
      );
  }
  const task = fields(at(config, ["action_config", "task"]));
  into.put("action_config.task.dataset", goalsOf(fields(task["dataset"])));
  const { seed } = into.recipe;
  into.put("action_config.task.persona", personasOf(fields(task["persona"]), Number(seed ?? 0)));
  const stop = fields(task["spec_tokens"])["conv_stop_token"];
  if (stop !== undefined && stop !== "FINISH")
    into.put("action_config.task.spec_tokens.conv_stop_token", "the word is FINISH");
  if (config["aim"] !== undefined) into.put("aim", aimOf(fields(config["aim"])));
  for (const [path, value] of leaves(fields(config["recipe"])))
    if (path.length > 0) into.put(`recipe.${path.join(".")}`, [[path.join("."), value]]);
  return into.finish(roleplayKind.schema, ["model", "inquirer"], "refuse");
}

/** The goals; of several lines, each after the first is a step. */
function goalsOf(dataset: Fields): Outcome {
  const key = typeof dataset["input_key"] === "string" ? dataset["input_key"] : "instruction";
  const goals = fields(dataset["data"])[key];
  if (!Array.isArray(goals))
    return Object.keys(dataset).length === 0 ? [] : `holds no list under data.${key}`;
  return [["goals", goals.map(String)]];
}

/** The persons: those that are fixed, or as many as are asked for, drawn from the features. */
function personasOf(persona: Fields, seed: number): Outcome {
  const { prompt, fixed, features, num_personas: count } = persona;
  if (typeof prompt !== "string")
    return Object.keys(persona).length === 0 ? [] : "has no prompt that describes a person";
  const told = (person: Fields): string =>
    Object.entries(person).reduce(
      (text, [name, value]) => text.replaceAll(`<${name.toUpperCase()}>`, String(value)),
      prompt,
    );
  if (Array.isArray(fixed)) return [["personas", fixed.map((each) => told(fields(fields(each)["person"])))]];
  const choices = Object.entries(fields(features)).filter(([, values]) => Array.isArray(values));
  if (choices.length === 0 || typeof count !== "number")
    return "names neither fixed persons nor features to draw from";
  const random = new Random(seed).fork("persons");
  return [
    [
      "personas",
      Array.from({ length: count }, (_, person) =>
        told(
          Object.fromEntries(
            choices.map(([name, values]) => [
              name,
              random.fork(person, name).pick(values as readonly unknown[]),
            ]),
          ),
        ),
      ),
    ],
  ];
}

/** Where Aim is: its server is written to, and no folder of its own format. */
function aimOf({ use_aim: used, repo }: Fields): Outcome {
  if (used === false) return "says that Aim is not used";
  if (typeof repo === "string" && /^(?:aim|https?):\/\//.test(repo)) return [["tracking.aim.url", repo]];
  return "names a folder, and runs are tracked by Aim's server: start `aim server --repo FOLDER`, and set tracking.aim.url to the address that it prints";
}

/** A name with a backend of ours is taken as it is; others are looked for where their class did. */
function modelNameOf(name: string, config: Fields, place: "inquirer" | "responder"): string {
  const known = listBackends().flatMap((backend) => [backend.name, ...(backend.aliases ?? [])]);
  if (known.includes(name.split(":")[0] ?? "")) return name;
  const model = fields(at(config, ["action_config", "task", `model_${place}`]));
  const target = String(fields(model["type"])["_target_"] ?? "");
  return `${/openai/i.test(target) ? "azure" : "huggingface"}:${name}`;
}

const placeholders: Readonly<Record<string, string>> = {
  "<PERSONA>": "{{persona}}",
  "<OBJECTIVE>": "{{goal}}",
  "<CONV_STOP>": "{{stop_word}}",
  "<RESPONSE>": "{{answer}}",
  "<NEXT_PROMPT>": "{{step}}",
  "<USER_MSG>": "",
};

/** Their template as one of ours, without the marks of a family of models. */
function templateOf(prompt: string, text: string, needed: readonly string[]): Outcome {
  const bare = text.replaceAll(/\[\/?INST\]|<<\/?SYS>>|### (?:Human|Assistant):|<\/?s>/g, "");
  const told = Object.entries(placeholders)
    .reduce((all, [mark, slot]) => all.replaceAll(mark, slot), bare)
    .trim();
  const lacking = needed.find((slot) => !told.includes(slot));
  if (lacking !== undefined) return `lacks what becomes ${lacking}`;
  return [[`prompts.${prompt}`, `${told}\n`]];
}

function fields(value: unknown): Fields {
  return isPlainObject(value) ? value : {};
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((found, key) => (isPlainObject(found) ? found[key] : undefined), value);
}
