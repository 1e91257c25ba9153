import { join } from "node:path";
import { countWords, Dialog, InvalidArgumentError, type Turn } from "@sdialog/core";
import { checkArguments, checkKinds, checkOptions, nearestName } from "@sdialog/core/internal";
import type { Persona } from "@sdialog/personas";
import { describeFlowcharts, describeScenario } from "./describe-scenario.ts";
import { parseStarScenario, type StarEvent, type StarScenario } from "./star-data.ts";
import {
  type StarAgents,
  type StarAgentsOptions,
  type StarDialogAgentsOptions,
  replayAgents,
  starAgents,
  starAgentsOptionNames,
  starDialogAgentsOptionNames,
} from "./star-agents.ts";
import { dialogEventsOf, turnsOf, userInstructionsOf } from "./star-events.ts";
import { matchesFilter, scenarioTasks, type StarFilter, starFilterNames } from "./star-filter.ts";
import {
  openStarFolder,
  readStarFile,
  readStarFiles,
  type StarFile,
  type StarFolder,
} from "./star-folder.ts";
import { systemPersona, userPersona } from "./star-personas.ts";
import { type StarGraph, type ActionResponses, readTask, type StarTask } from "./star-task.ts";

/** How much there is: whole dialogues, what is said in them, and its words (runs of characters between white space). */
export interface StarStats {
  readonly dialogs: number;
  readonly turns: number;
  readonly words: number;
}

/** A dialogue of the corpus: its id is its number, and it has a scenario. */
export type StarDialog = Dialog & { readonly id: number; readonly scenario: StarScenario };

/**
 * The STAR corpus (Mosig et al. 2020): people who play callers talk with people who play an assistant ("wizards")
 * that follows flow charts. Opened from a folder; files are read when they are asked for, never all at once.
 *
 * Whatever reads a file throws a FileError when it cannot be read, and a DataFormatError that names the file and the
 * wrong place when it does not hold what it should.
 */
export class Star {
  readonly #folder: StarFolder;
  readonly #tasks = new Map<string, Promise<StarTask>>();

  private constructor(folder: StarFolder) {
    this.#folder = folder;
  }

  /**
   * @param path the folder that holds `dialogues` and `tasks`
   * @throws InvalidArgumentError without a path, or with more than one; FileError when it cannot be read; DataFormatError when it is another folder
   */
  static async open(path: string | undefined): Promise<Star> {
    checkOptions("Star.open", arguments[1] ?? {}, {});
    checkArguments("Star.open", arguments, 1);
    checkKinds("Star.open", { path: [path ?? "", "a string"] });
    if (path === undefined || path === "") {
      throw new InvalidArgumentError("The STAR corpus needs the path of its folder", {
        hint: "Get it from https://github.com/RasaHQ/STAR and pass the folder that holds `dialogues` and `tasks`.",
      });
    }
    return new Star(await openStarFolder(path));
  }

  get path(): string {
    return this.#folder.path;
  }

  /** The numbers of all dialogues, ascending. */
  dialogIds(): readonly number[] {
    return this.#folder.dialogueIds;
  }

  /** The names of all tasks, sorted. */
  taskNames(): readonly string[] {
    return this.#folder.taskNames;
  }

  /** Flow chart and responses of a task. @throws InvalidArgumentError for an unknown name */
  async task(name: string): Promise<StarTask> {
    this.#checkTask(name);
    let task = this.#tasks.get(name);
    if (task === undefined) {
      task = readTask(join(this.path, "tasks", name), name);
      this.#tasks.set(name, task);
      task.catch(() => this.#tasks.delete(name));
    }
    return task;
  }

  /** What the system does next, by action; see {@link graphToDot} for DOT. @throws InvalidArgumentError for an unknown task */
  async graph(task: string): Promise<StarGraph> {
    return (await this.task(task)).graph;
  }

  /** What the system says, by action. @throws InvalidArgumentError for an unknown task */
  async responses(task: string): Promise<ActionResponses> {
    return (await this.task(task)).responses;
  }

  /** A dialogue with its scenario, turns and events. The speakers are `User` and `System`. */
  async dialog(id: number): Promise<StarDialog> {
    return toDialog(await this.#read(id));
  }

  /**
   * All dialogues that match, in order of their numbers, read as they are asked for.
   *
   * @throws InvalidArgumentError for an unknown task, while iterating, and for an unknown domain, when all are read
   */
  async *dialogs(filter: StarFilter = {}): AsyncGenerator<StarDialog> {
    checkOptions("Star.dialogs", filter, starFilterNames);
    for await (const file of this.#files(filter)) yield toDialog(file);
  }

  /** Counts what matches. @throws InvalidArgumentError for an unknown task or domain */
  async stats(filter: StarFilter = {}): Promise<StarStats> {
    checkOptions("Star.stats", filter, starFilterNames);
    const stats = { dialogs: 0, turns: 0, words: 0 };
    for await (const { Events } of this.#files(filter)) {
      const turns = turnsOf(Events);
      stats.dialogs += 1;
      stats.turns += turns.length;
      stats.words += turns.reduce((sum, turn) => sum + countWords(turn.text), 0);
    }
    return stats;
  }

  /** What a dialogue was recorded for, as in its file. */
  async scenario(id: number): Promise<StarScenario> {
    return (await this.#read(id)).Scenario;
  }

  /** Everything that happened in a dialogue, as in its file. */
  async events(id: number): Promise<StarEvent[]> {
    return (await this.#read(id)).Events;
  }

  /** What is said first, by anyone or by one speaker; `undefined` when nothing is. */
  async firstTurn(id: number, speaker?: "User" | "System"): Promise<Turn | undefined> {
    const turns = turnsOf((await this.#read(id)).Events);
    return turns.find((turn) => speaker === undefined || turn.speaker === speaker);
  }

  /** What the user was told on the way: after how many of their utterances → what. */
  async userInstructions(id: number): Promise<Record<number, string>> {
    return userInstructionsOf((await this.#read(id)).Events);
  }

  /** The tasks that the system can do in a dialogue, in the order of its scenario. */
  async dialogTaskNames(id: number): Promise<string[]> {
    return scenarioTasks(await this.scenario(id));
  }

  /** Flow charts and responses of a dialogue's tasks, in the same order as {@link Star.dialogTaskNames}. */
  async dialogTasks(id: number): Promise<StarTask[]> {
    return this.#tasksOf(await this.scenario(id));
  }

  async dialogGraphs(id: number): Promise<StarGraph[]> {
    return (await this.dialogTasks(id)).map((task) => task.graph);
  }

  async dialogResponses(id: number): Promise<ActionResponses[]> {
    return (await this.dialogTasks(id)).map((task) => task.responses);
  }

  /** Everything that the writer of a dialogue for the scenario has to know, as text. @throws DataFormatError when it is not a scenario */
  async scenarioDescription(scenario: unknown): Promise<string> {
    const known = parseStarScenario(scenario);
    return describeScenario(known, await this.#tasksOf(known));
  }

  async dialogScenarioDescription(id: number): Promise<string> {
    return this.scenarioDescription(await this.scenario(id));
  }

  /** Flow charts and responses of a scenario's tasks, and how to follow them, as text. @throws DataFormatError when it is not a scenario */
  async flowcharts(scenario: unknown): Promise<string> {
    return describeFlowcharts(await this.#tasksOf(parseStarScenario(scenario)));
  }

  /** @throws DataFormatError when it is not a scenario */
  userPersona(scenario: unknown): Persona {
    return userPersona(parseStarScenario(scenario));
  }

  /** @throws DataFormatError when it is not a scenario */
  systemPersona(scenario: unknown): Persona {
    return systemPersona(parseStarScenario(scenario));
  }

  /**
   * Who plays a scenario: a system that follows the flow charts and leaves the goodbye to the other side, and a user
   * who ends the conversation when the task is done.
   *
   * @throws DataFormatError when it is not a scenario
   */
  async agentsFor(scenario: unknown, options: StarAgentsOptions = {}): Promise<StarAgents> {
    checkOptions("Star.agentsFor", options, starAgentsOptionNames);
    const known = parseStarScenario(scenario);
    return starAgents(known, await this.#tasksOf(known), options);
  }

  /**
   * Who plays the scenario of a dialogue once more. The system also knows what the knowledge base answered then;
   * options add its opening, suggestions along the flow charts, and the instructions the user got on the way.
   */
  async agentsForDialog(id: number, options: StarDialogAgentsOptions = {}): Promise<StarAgents> {
    checkOptions("Star.agentsForDialog", options, starDialogAgentsOptionNames);
    const { Scenario, Events } = await this.#read(id);
    const tasks = await this.#tasksOf(Scenario);
    return replayAgents(Scenario, Events, tasks, options);
  }

  async #read(id: number): Promise<StarFile> {
    if (!Number.isSafeInteger(id))
      throw new InvalidArgumentError(`STAR numbers its dialogues, and ${id} is not a number`);
    return readStarFile(this.#folder, id);
  }

  async *#files(filter: StarFilter): AsyncGenerator<StarFile> {
    const { task, domain } = filter;
    if (task !== undefined) this.#checkTask(task);
    // The folder does not list domains: which there are is known when all dialogues have been read.
    const domains = new Set<string>();
    for await (const file of readStarFiles(this.#folder)) {
      for (const each of file.Scenario.Domains) if (each !== null) domains.add(each);
      if (matchesFilter(file.Scenario, filter)) yield file;
    }
    if (domain !== undefined && !domains.has(domain)) throw unknown("domain", domain, [...domains].sort());
  }

  async #tasksOf(scenario: StarScenario): Promise<StarTask[]> {
    return Promise.all(scenarioTasks(scenario).map(async (name) => this.task(name)));
  }

  #checkTask(name: string): void {
    const names = this.taskNames();
    if (!names.includes(name)) throw unknown("task", name, names);
  }
}

function unknown(what: "task" | "domain", name: string, names: readonly string[]): InvalidArgumentError {
  const nearest = nearestName(name, names);
  return new InvalidArgumentError(
    `STAR has no ${what} "${name}"${nearest === undefined ? "" : `; did you mean "${nearest}"?`}`,
    { hint: `Its ${what}s are ${names.join(", ")}.` },
  );
}

function toDialog({ id, Scenario, Events }: StarFile): StarDialog {
  const dialog = new Dialog({
    id,
    scenario: Scenario,
    turns: turnsOf(Events),
    events: dialogEventsOf(Events),
  });
  return dialog as StarDialog;
}
