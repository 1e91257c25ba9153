import { CastView } from "../cast/cast-view.tsx";
import { EvaluateView } from "../evaluate/evaluate-view.tsx";
import { InspectView } from "../inspect/inspect-view.tsx";
import { LibraryView } from "../library/library-view.tsx";
import { RunsView } from "../runs/runs-view.tsx";
import { CodeWindow } from "../stage/code-window.tsx";
import { StageView } from "../stage/stage-view.tsx";
import { catalog } from "../state/catalog.ts";
import { nextTheme, theme } from "../state/theme.ts";
import { view, type ViewId, views } from "../state/views.ts";
import { Foot } from "./foot.tsx";
import { KeyboardHelp, showKeyboardHelp } from "./keyboard-help.tsx";

/** The whole page: a bar of views, the view at hand, and a line that tells what was done. */
export function App() {
  return (
    <>
      <a class="skip" href="#main" onClick={toMain}>
        Skip to the content
      </a>
      <header class="bar">
        <span class="brand">SDialog</span>
        <nav aria-label="Views">
          {views.map(({ id, title }) => (
            <a href={`#${id}`} aria-current={view.value === id ? "page" : undefined}>
              {title}
            </a>
          ))}
        </nav>
        <span class="grow" />
        <span class="quiet folder" title={`The folder that is open: ${catalog.value?.folder ?? ""}`}>
          {catalog.value?.folder}
        </span>
        <button type="button" class="plain" onClick={nextTheme}>
          Theme: {theme.value}
        </button>
        <button type="button" class="plain" aria-haspopup="dialog" onClick={showKeyboardHelp}>
          Keys
        </button>
      </header>
      <main id="main" tabIndex={-1} key={view.value}>
        {catalog.value === null ? <p class="quiet pad">Loading…</p> : current(view.value)}
      </main>
      <Foot />
      <KeyboardHelp />
      <CodeWindow />
    </>
  );
}

function current(id: ViewId) {
  switch (id) {
    case "cast":
      return <CastView />;
    case "library":
      return <LibraryView />;
    case "evaluate":
      return <EvaluateView />;
    case "inspect":
      return <InspectView />;
    case "runs":
      return <RunsView />;
    case "stage":
      return <StageView />;
  }
}

/** The address names the view, so the link moves the focus itself. */
function toMain(event: Event): void {
  event.preventDefault();
  document.querySelector<HTMLElement>("#main")?.focus();
}
