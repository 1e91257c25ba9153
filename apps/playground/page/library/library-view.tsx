import { useEffect } from "preact/hooks";
import type { LibrarySource } from "../../src/protocol/library.ts";
import { Agreement, showAgreement } from "./agreement.tsx";
import { DialogTable } from "./dialog-table.tsx";
import { Filters } from "./filters.tsx";
import {
  chooseSource,
  followFilter,
  loadSources,
  opened,
  openHub,
  source,
  sources,
} from "./library-state.ts";
import { Reader } from "./reader.tsx";

/** The dialogues of the opened folder: find, read, rate. */
export function LibraryView() {
  useEffect(() => {
    void loadSources();
    return followFilter();
  }, []);
  return (
    <>
      <div class="tools">
        <h1>Library</h1>
        <label for="library-source" class="quiet">
          Source
        </label>
        <select
          id="library-source"
          value={source.value}
          onChange={(event) => chooseSource(event.currentTarget.value)}
        >
          <Sources title="Runs" of={sources.value.filter(({ kind }) => kind === "run")} />
          <Sources
            title="Folders and files"
            of={sources.value.filter(({ kind }) => kind === "folder" || kind === "file")}
          />
          <Sources title="Hugging Face" of={sources.value.filter(({ kind }) => kind === "hub")} />
        </select>
        <form
          class="row"
          onSubmit={(event) => {
            event.preventDefault();
            const name = new FormData(event.currentTarget).get("hub");
            if (typeof name === "string" && name.trim() !== "") openHub(name.trim());
          }}
        >
          <input
            name="hub"
            aria-label="Dataset of the Hugging Face hub"
            placeholder="hf:owner/name"
            size={16}
          />
          <button type="submit">Open</button>
        </form>
        <button type="button" onClick={() => void loadSources()}>
          Refresh
        </button>
        <button type="button" aria-haspopup="dialog" onClick={() => void showAgreement()}>
          Agreement
        </button>
      </div>
      <Filters />
      <div class={opened.value === null ? "library" : "library reading"}>
        <DialogTable />
        {opened.value === null ? null : <Reader key={keyOf(opened.value.place)} opened={opened.value} />}
      </div>
      <Agreement />
    </>
  );
}

function Sources({ title, of }: { readonly title: string; readonly of: readonly LibrarySource[] }) {
  if (of.length === 0) return null;
  return (
    <optgroup label={title}>
      {of.map(({ path, kind, files }) => (
        <option value={path} selected={path === source.value}>
          {path === "" ? "the opened folder" : path} ({kind === "folder" ? `${files} files` : kind})
        </option>
      ))}
    </optgroup>
  );
}

function keyOf({ file, at }: { readonly file: string; readonly at: number }): string {
  return `${file}:${at}`;
}
