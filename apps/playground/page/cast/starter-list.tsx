import { scene } from "../state/scene.ts";
import { starters } from "./starters.ts";

/** Scenes to begin with, one click each. */
export function StarterList() {
  return (
    <section class="starters" aria-label="Start from">
      <span class="quiet">Start from</span>
      {starters.map(({ title, about, scene: given }) => (
        <button type="button" key={title} title={about} onClick={() => (scene.value = given)}>
          {title}
        </button>
      ))}
    </section>
  );
}
