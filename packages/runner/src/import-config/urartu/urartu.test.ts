import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { loadRecipe } from "../../recipe/load-recipe.ts";
import { composeUrartu } from "./compose-urartu.ts";
import { importRoleplayConfig } from "./import-roleplay-config.ts";

const generator = `# @package _global_
action_name: dialogue_generator
seed: 5
action_config:
  workdir: "./"
  experiment_name: talk
  task:
    num_turns: 12
    model_inquirer: ???
    model_responder: ???
    dataset:
      input_key: instruction
      data:
        instruction: ["Bake bread.\\nWithout yeast.", "Mend a chair."]
    spec_tokens: { conv_stop_token: FINISH }
    persona:
      num_personas: 3
      prompt: "<AGE>-year-old <GENDER> person"
      features: { age: [a 18 to 24, a 25 to 34], gender: [Female, Male] }
`;
const inquirer = `name: "mistral/Mix"
role: inquirer
api_token: null
regenerate_tries: null
generate: { do_sample: true, max_new_tokens: 1000, top_p: 10 }
conv_template:
  first_turn_input: "[INST] Be <PERSONA>. Get <OBJECTIVE>, then say <CONV_STOP>. [/INST]"
  response_forwarding: 'Ask on. It said: "<RESPONSE>"'
  idx_of_possible_prompt: 0
`;
const files: Readonly<Record<string, string>> = {
  "configs/action_config/dialogue_generator.yaml": generator,
  "configs/action_config/task/model_inquirer/mixtral.yaml": inquirer,
  "configs/action_config/task/model_responder/llama.yaml":
    'name: "ollama:llama2"\ngenerate: { max_new_tokens: 4000 }\n',
  "configs/slurm/slurm.yaml": "use_slurm: false\npartition: old\n",
  "configs_ann/slurm/slurm.yaml": "use_slurm: true\npartition: gpu\nmem: 16\n",
  "configs/study/empty.yaml": "- a list\n",
  "configs/study/torn.yaml": "seed: [1\n",
  "configs/study/pilot.yaml": `# @package _global_
defaults: [_self_, { override /slurm: big }, extra]
hydra: { sweeper: { params: { seed: "1,2" } }, run: { dir: out } }
seed: 9
`,
};
const args = [
  "action_config=dialogue_generator",
  "slurm=slurm",
  "+action_config/task/model_inquirer=mixtral",
  "+action_config/task/model_responder=llama",
];

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "sdialog-urartu-"));
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
  await mkdir(join(root, "deep", "down"), { recursive: true });
});
const compose = (more: readonly string[], user = "ann") =>
  composeUrartu([...args, ...more], { cwd: join(root, "deep", "down"), user });

describe("composeUrartu", () => {
  it("finds groups upwards, the user's before the project's, and lays settings over them", async () => {
    const [{ config, files: read } = { config: {}, files: [] }] = await compose([
      "seed=7",
      "++action_config.task.extra.depth=2",
      "+new=x",
      "~action_config.workdir",
    ]);
    expect(config).toMatchObject({
      seed: 7,
      new: "x",
      slurm: { use_slurm: true, partition: "gpu" },
      action_config: {
        task: { num_turns: 12, extra: { depth: 2 }, model_inquirer: { name: "mistral/Mix" } },
      },
    });
    expect((config as { action_config?: object }).action_config).not.toHaveProperty("workdir");
    expect(read.map((file) => file.slice(root.length + 1))).toContain(
      join("configs_ann", "slurm", "slurm.yaml"),
    );
    const [other] = await compose([], "bo");
    expect(other?.config["slurm"]).toEqual({ use_slurm: false, partition: "old" });
  });

  it("makes one configuration for each combination of a sweep", async () => {
    const composed = await compose(["seed=73,321", "action_config.task.num_turns=4,6"]);
    expect(composed.map(({ swept }) => Object.values(swept))).toEqual([
      [73, 4],
      [73, 6],
      [321, 4],
      [321, 6],
    ]);
  });

  it("tells what a file says to Hydra and is not followed", async () => {
    const [{ config, left } = { config: {}, left: [] }] = await compose(["+study=pilot"]);
    expect(config).toMatchObject({ seed: 9, slurm: { partition: "gpu" } });
    expect(config).not.toHaveProperty("hydra");
    const file = join(root, "configs", "study", "pilot.yaml");
    expect(left.map(({ key }) => key)).toEqual([
      `${file}: defaults: {"override /slurm":"big"}`,
      `${file}: defaults: extra`,
      `${file}: hydra.sweeper.params.seed`,
      `${file}: hydra.run.dir`,
    ]);
    expect(left[2]?.reason).toContain("key=value,value");
    const [plain] = await compose([]);
    expect(plain?.left).toEqual([]);
  });

  it.each([
    ["+action_config/task/model_inquirer=mixtrl", 'Did you mean "mixtral"?'],
    ["action_config.sed=3", "neither a setting nor a group"],
    ["+seed=3", "is there already"],
    ["~nothing", "is not there"],
    ["nonsense", "is not key=value"],
    ["+study=empty", "empty.yaml holds no settings"],
    ["+study=torn", "torn.yaml is not YAML"],
  ])("refuses %s", async (text, problem) => {
    const error = (await compose([text]).catch((caught: unknown) => caught)) as Error & { hint?: string };
    expect(`${error.message} ${error.hint ?? ""}`).toContain(problem);
  });
});

describe("importRoleplayConfig", () => {
  it("makes a recipe that holds, and says of every key what became of it", async () => {
    const [composed] = await compose(["recipe.model=x:bot"]);
    const { recipe, mapped, left, missing } = importRoleplayConfig(composed?.config ?? {});
    expect(recipe).toMatchObject({
      kind: "roleplay",
      seed: 5,
      name: "talk",
      maxTurns: 24,
      goals: ["Bake bread.\nWithout yeast.", "Mend a chair."],
      inquirer: { model: "huggingface:mistral/Mix", settings: { maxTokens: 1000 } },
      model: "x:bot",
      settings: { maxTokens: 4000 },
      executor: "slurm",
      slurm: { partition: "gpu", memory: "16G" },
      prompts: { inquirer: "Be {{persona}}. Get {{goal}}, then say {{stop_word}}.\n" },
    });
    expect(recipe["personas"]).toHaveLength(3);
    for (const person of recipe["personas"] as string[])
      expect(person).toMatch(/^a (?:18 to 24|25 to 34)-year-old (?:Fem|M)ale person$/i);
    expect(missing).toEqual([]);
    const told = new Set([...mapped, ...left].map(({ key }) => key));
    for (const key of [
      "seed",
      "action_config.workdir",
      "action_config.task.model_inquirer.generate.top_p",
      "action_config.task.persona",
    ])
      expect([key, told.has(key)]).toEqual([key, true]);
    await expect(loadRecipe(recipe, { settingsFiles: [] })).resolves.toMatchObject({ kind: "roleplay" });
  });

  it.each<
    [more: readonly string[], told: readonly (readonly [key: string, reason: RegExp])[], recipe: object]
  >([
    [
      ["++action_config.task.spec_tokens.conv_stop_token=BYE"],
      [["spec_tokens.conv_stop_token", /FINISH/]],
      {},
    ],
    [["++aim.use_aim=false", "++aim.repo=aim://h:53800"], [["aim", /not used/]], {}],
    [["++aim.repo=./runs"], [["aim", /names a folder/]], {}],
    [["++aim.repo=aim://h:53800"], [], { tracking: { aim: { url: "aim://h:53800" } } }],
    [["action_config.task.model_responder.name=openai:gpt-4o"], [], { model: "openai:gpt-4o" }],
    [["action_config.task.model_responder.name=llama2"], [], { model: "huggingface:llama2" }],
  ])("reads %j, and says what of it is left out", async (more, told, expected) => {
    const [composed] = await compose(more);
    const { recipe, left } = importRoleplayConfig(composed?.config ?? {});
    expect(recipe).toMatchObject(expected);
    const [plain] = await compose([]);
    const before = new Set(importRoleplayConfig(plain?.config ?? {}).left.map(({ key }) => key));
    const now = left.filter(({ key }) => !before.has(key));
    expect(now.map(({ key }) => key.replace("action_config.task.", ""))).toEqual(told.map(([key]) => key));
    for (const [at, [, reason]] of told.entries()) expect(now[at]?.reason).toMatch(reason);
  });

  it("lets no key of a service in", async () => {
    const [composed] = await compose(["action_config.task.model_inquirer.api_token=hf_secret"]);
    expect(JSON.stringify(importRoleplayConfig(composed?.config ?? {}))).not.toContain("hf_secret");
  });
});
