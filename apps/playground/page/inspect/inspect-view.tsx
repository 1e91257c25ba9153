import type { LookView } from "../../src/protocol/inspection.ts";
import { CheckField, ChoiceField, NumberField, TextField } from "../parts/field.tsx";
import { namesOf, scene } from "../state/scene.ts";
import { HeatMap } from "./heat-map.tsx";
import { shortLayer } from "./shown-token.ts";
import {
  attended,
  busy,
  look,
  looked,
  promptShown,
  setSubject,
  showAttention,
  showInspectionCode,
  showPrompt,
  steered,
  subject,
} from "./inspect-state.ts";
import { progress } from "./lens-state.ts";
import { SteeringCard } from "./steering-card.tsx";

/** What goes on inside a local model while it answers. */
export function InspectView() {
  const names = namesOf(scene.value);
  const { index, message, seed } = subject.value;
  return (
    <>
      <div class="tools">
        <h1>Inspect</h1>
        <span class="quiet" role="status">
          {busy.value ? "Looking…" : ""}
        </span>
        <ReadingInView />
        <span class="grow" />
        <button type="button" class="main" disabled={message.trim() === ""} onClick={() => void look()}>
          Look inside
        </button>
        <button type="button" aria-haspopup="dialog" onClick={() => void showInspectionCode()}>
          Show as code
        </button>
      </div>
      <div class="inspect-form">
        <ChoiceField
          label="Who answers"
          hint="With the model and persona of the cast; the model must be a local one"
          value={String(index)}
          choices={names.map((name, at) => ({ value: String(at), title: name }))}
          onChoice={(value) => setSubject({ index: Number(value) })}
        />
        <TextField
          label="What is said to them"
          value={message}
          onText={(text) => setSubject({ message: text })}
        />
        <NumberField
          label="Seed"
          min={0}
          step={1}
          value={seed}
          onNumber={(value) => setSubject({ seed: value ?? 0 })}
        />
      </div>
      <SteeringCard />
      {steered.value === null ? <Looked view={looked.value} /> : <BeforeAndAfter />}
    </>
  );
}

/** How far the cells in view are that the model has to read. */
function ReadingInView() {
  const { read, of } = progress.value;
  if (busy.value || read === of) return null;
  return (
    <>
      <progress aria-label="Columns in view that were read" value={read} max={of} />
      <span class="quiet">
        {read} of {of} columns in view
      </span>
    </>
  );
}

function Looked({ view }: { readonly view: LookView | null }) {
  if (view === null) {
    return (
      <p class="empty">
        Look inside to see, token by token and layer by layer, what the model has in mind while it answers. Or
        compare what it says with what it says when it is pushed along a direction: the messages to begin with
        push it towards good news.
      </p>
    );
  }
  return (
    <>
      <p class="reply">{view.reply}</p>
      <div class="shown-also">
        <CheckField label="Show the prompt as well" checked={promptShown.value} onCheck={showPrompt} />
        <ChoiceField
          label="Attention"
          hint="Colours the tokens a layer looked at when the chosen one was written"
          value={attended.value ?? ""}
          choices={[
            { value: "", title: "not shown" },
            ...view.attentive.map((layer) => ({ value: layer, title: `of layer ${shortLayer(layer)}` })),
          ]}
          onChoice={(layer) => showAttention(layer === "" ? null : layer)}
        />
      </div>
      <HeatMap
        title="Activations"
        layers={view.layers}
        tokens={promptShown.value ? [...view.prompt.slice(0, -1), ...view.tokens] : view.tokens}
        signed={false}
        read={[...view.prompt, ...view.tokens]}
      />
    </>
  );
}

function BeforeAndAfter() {
  const { before, after } = steered.value ?? {};
  if (before === undefined || after === undefined) return null;
  const among = [...before.tokens, ...after.tokens];
  return (
    <div class="before-after">
      <section aria-label="Before">
        <h2>Before</h2>
        <p class="reply">{before.reply}</p>
        <HeatMap title="Before" layers={before.layers} tokens={before.tokens} among={among} signed />
      </section>
      <section aria-label="After">
        <h2>After</h2>
        <p class="reply">{after.reply}</p>
        <HeatMap title="After" layers={after.layers} tokens={after.tokens} among={among} signed />
      </section>
    </div>
  );
}
